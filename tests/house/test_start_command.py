"""The start command: what it prepares, what it installs, and what it says when it may not."""

import socket
import subprocess

import pytest

import run


@pytest.fixture
def prepared(monkeypatch, tmp_path):
    """The steps that preparing an environment in an empty folder takes, without doing them."""
    steps = []
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "make_venv", lambda: (steps.append("venv"), run.venv_python().parent.mkdir(exist_ok=True)))
    monkeypatch.setattr(run, "install", lambda lock: (steps.append(lock.name), run.venv_python().touch()))
    return steps


def test_an_environment_is_made_once_and_again_when_its_lock_changes(prepared, tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("one==1")
    run.environment(lock)
    run.environment(lock)
    assert prepared == ["venv", "requirements.txt"]
    lock.write_text("one==2")
    run.environment(lock)
    assert prepared == ["venv", "requirements.txt"] * 2


def test_an_interrupted_preparation_is_done_again(prepared, monkeypatch, tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("one==1")
    run.environment(lock)
    lock.write_text("one==2")
    with monkeypatch.context() as broken:
        broken.setattr(run, "install", lambda lock: run.call(["false"]))
        with pytest.raises(SystemExit):
            run.environment(lock)
    lock.write_text("one==1")
    run.environment(lock)
    assert prepared[-1] == "requirements.txt"
    assert len(prepared) == 5


def test_a_taken_port_is_passed_over():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        first = taken.getsockname()[1]
        assert run.free_port(first) not in {first, None}
    assert run.free_port(65536) is None


def test_without_root_it_says_what_to_run(monkeypatch, capsys):
    monkeypatch.setattr(run, "find", lambda tool: None)
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000)
    assert run.missing_tools() == 2
    told = capsys.readouterr().out
    needed = "chromium postgresql libreoffice-calc libreoffice-writer libreoffice-impress"
    assert f"sudo apt-get update && sudo apt-get install {needed}" in told


def test_as_root_it_installs_what_is_missing_and_nothing_else(monkeypatch):
    there, commands = iter([None, "/usr/bin/chromium"]), []
    monkeypatch.setattr(run, "find", lambda tool: next(there) if tool.package == "chromium" else "/usr/bin/initdb")
    monkeypatch.setattr(run.os, "geteuid", lambda: 0)
    monkeypatch.setattr(run.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", lambda command, **kept: commands.append(command))
    assert run.missing_tools() == 0
    assert [command[2] for command in commands] == ["update", "install"]
    assert commands[1][-1] == "chromium"


@pytest.mark.parametrize(("setting", "spoken"), [("sv_SE.UTF-8", "sv"), ("en_GB.UTF-8", "en"), ("C", "en")])
def test_it_speaks_the_language_of_the_computer(monkeypatch, setting, spoken):
    monkeypatch.setenv("LC_ALL", setting)
    assert run.language() == spoken


def test_a_program_is_found_on_the_path_or_where_the_system_keeps_it(tmp_path):
    beside = tmp_path / "15" / "bin" / "initdb"
    tool = run.Tool(("no-such-program",), "postgresql", "tests", (str(tmp_path / "*" / "bin" / "initdb"),))
    assert run.find(tool) is None
    beside.parent.mkdir(parents=True)
    beside.touch()
    assert run.find(tool) == str(beside)
    assert run.find(run.Tool(("python3",), "python3", "tests", ())).endswith("python3")
