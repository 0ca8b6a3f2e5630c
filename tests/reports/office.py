"""LibreOffice without a screen: opens files and saves what came out."""

from pathlib import Path
import subprocess

import run


def converted(folder: Path, files: dict[str, bytes], kind: str, into: str, settings: str = "") -> dict[str, bytes]:
    """Each file of this kind (name without ending → bytes) saved as another kind; one start of the program for all."""
    tool = next(tool for tool in run.TOOLS if "soffice" in tool.commands)
    office = run.find(tool)
    assert office, f"LibreOffice is needed: apt-get install {tool.package}"
    came, went, profile = folder / "came", folder / "went", folder / "profile"
    for each in (came, profile / "user"):
        each.mkdir(parents=True)
    if settings:
        (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    paths = [came / f"{name}.{kind}" for name in files]
    for path in paths:
        path.write_bytes(files[path.stem])
    command = [office, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", into]
    command += ["--outdir", str(went), *map(str, paths)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "rror" not in done.stderr, done.stderr
    return {path.stem: (went / path.with_suffix(f".{into.split(':')[0]}").name).read_bytes() for path in paths}
