"""What is set, where it may be set, and what is said when it cannot be used."""

from pathlib import Path

import pytest

from reports.texts import LANGUAGES
from reports.texts.problems import sentence
from storage import configuration as settings
from storage.configuration import FILE, KEYS, ConfigurationWrong, configuration, data_address, shown
from storage.sign_in_settings import secret_of

SECRET = "swordfish"
ADDRESS = f"postgresql://teller:{SECRET}@db.example.org:5433/effects?password={SECRET}"


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file beside the program, not yet written; nothing is set in the environment."""
    for name in (FILE, *KEYS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "BESIDE", tmp_path / "vardekedjan.toml")
    settings._configuration.cache_clear()
    yield settings.BESIDE
    settings._configuration.cache_clear()


def told(monkeypatch, **environment: str) -> list:
    """The problems that these settings give."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationWrong) as wrong:
        configuration()
    assert SECRET not in str(wrong.value)
    return wrong.value.problems


def test_the_environment_comes_before_the_file_and_the_file_before_the_default(file, monkeypatch):
    file.write_text('VARDEKEDJAN_PORT = 9000\nVARDEKEDJAN_BASE_PATH = "/effekt/"\n')
    monkeypatch.setenv("VARDEKEDJAN_PORT", "9001")
    found = configuration()
    assert (found.port, found.base_path, found.address) == (9001, "effekt", "127.0.0.1")


def test_hosts_are_a_list_in_the_file_and_have_commas_in_the_environment(file, monkeypatch):
    file.write_text('VARDEKEDJAN_HOSTS = ["effekt.example.org", "*.example.org"]\n')
    assert configuration().hosts == ("effekt.example.org", "*.example.org")
    monkeypatch.setenv("VARDEKEDJAN_HOSTS", "one.example.org, ::1")
    assert configuration().hosts == ("one.example.org", "::1")


def test_the_database_is_the_address_or_a_file_in_the_folder(file, monkeypatch, tmp_path):
    assert data_address() == str(settings.ROOT / "data" / "vardekedjan.db")
    monkeypatch.setenv("VARDEKEDJAN_DATA", str(tmp_path))
    assert data_address() == str(tmp_path / "vardekedjan.db")
    file.write_text(f'DATABASE_URL = "{ADDRESS}"')
    settings._configuration.cache_clear()
    assert data_address() == ADDRESS


def test_what_counts_can_be_shown_without_user_or_password(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", ADDRESS)
    assert 'DATABASE_URL = "postgresql://db.example.org/effects"' in shown(configuration())
    assert SECRET not in shown(configuration()) + repr(configuration())


@pytest.mark.parametrize("told", ["off", "https://api.example.org/v3/", "http://127.0.0.1:8000/v3", "http://localhost"])
def test_statistics_come_from_an_encrypted_address_or_from_this_computer_or_not_at_all(told, monkeypatch):
    monkeypatch.setenv("VARDEKEDJAN_STATISTICS", told)
    assert configuration().statistics == told.rstrip("/")


@pytest.mark.parametrize("told", ["on", "https://", "ftp://api.example.org", "https://a@b.example.org", "https://x/?y"])
def test_other_places_for_statistics_are_refused(told, monkeypatch):
    monkeypatch.setenv("VARDEKEDJAN_STATISTICS", told)
    with pytest.raises(ConfigurationWrong):
        configuration()


WRONG = {
    "DATABASE_URL": f"mysql://teller:{SECRET}@db/effects",
    "VARDEKEDJAN_PORT": "65536",
    "VARDEKEDJAN_ADDRESS": "server",
    "VARDEKEDJAN_BASE_PATH": "två ord",
    "VARDEKEDJAN_HOSTS": "https://effekt.example.org",
    "VARDEKEDJAN_LOG": "xml",
    "VARDEKEDJAN_STATISTICS": "http://api.example.org/v3",
    "VARDEKEDJAN_SIGN_IN": "saml",
    "VARDEKEDJAN_PUBLIC_ADDRESS": "http://effekt.example.org",
    "VARDEKEDJAN_SECURE_COOKIE": "kanske",
    "VARDEKEDJAN_OIDC_ISSUER": "https://teller:swordfish@login.example.org",
    "VARDEKEDJAN_PROXY_HEADER": "Cookie",
    "VARDEKEDJAN_PROXIES": "0.0.0.0/0",
    "VARDEKEDJAN_CONTACT": "ring växeln",
    "VARDEKEDJAN_SMTP_HOST": "smtp.example.org:587",
    "VARDEKEDJAN_SMTP_PORT": "0",
    "VARDEKEDJAN_SMTP_ENCRYPTION": "ssl",
    "VARDEKEDJAN_SMTP_USER": "åsa",
    "VARDEKEDJAN_SMTP_PASSWORD": "svärdfisk",
    "VARDEKEDJAN_SMTP_SENDER": "Värdekedjan <a@example.org>",
}


@pytest.mark.parametrize("key", WRONG)
def test_a_value_that_cannot_be_used_is_told_by_its_key_and_not_by_itself(key, monkeypatch):
    (found,) = told(monkeypatch, **{key: WRONG[key]})
    for language in LANGUAGES:
        assert sentence(language, found).startswith(key)
        assert WRONG[key] not in sentence(language, found)


def test_everything_that_is_wrong_is_told_at_once(file, monkeypatch):
    file.write_text('PORT = 9000\nVARDEKEDJAN_DATA = ["a"]\n')
    found = told(monkeypatch, VARDEKEDJAN_PROT="9000", VARDEKEDJAN_LOG="xml")
    assert sorted(each.code.partition(".")[2] for each in found) == ["data", "log", "unknown", "unknown"]
    assert {each.words()["key"] for each in found} >= {"VARDEKEDJAN_PROT", "PORT"}


OIDC = {
    "VARDEKEDJAN_SIGN_IN": "oidc",
    "VARDEKEDJAN_PUBLIC_ADDRESS": "https://effekt.example.org/effekt",
    "VARDEKEDJAN_BASE_PATH": "effekt",
    "VARDEKEDJAN_OIDC_ISSUER": "https://login.example.org/v2.0",
    "VARDEKEDJAN_OIDC_CLIENT": "client",
    "VARDEKEDJAN_OIDC_SECRET": SECRET,
}


def test_each_way_of_signing_in_says_what_it_lacks(monkeypatch):
    assert [each.words()["key"] for each in told(monkeypatch, VARDEKEDJAN_SIGN_IN="proxy")] == ["VARDEKEDJAN_PROXIES"]
    missing = told(monkeypatch, VARDEKEDJAN_SIGN_IN="oidc")
    assert {each.words()["key"] for each in missing} == set(OIDC) - {"VARDEKEDJAN_SIGN_IN", "VARDEKEDJAN_BASE_PATH"}
    for language in LANGUAGES:
        assert all(sentence(language, each).startswith(each.words()["key"]) for each in missing)
    [base] = told(monkeypatch, **OIDC | {"VARDEKEDJAN_BASE_PATH": "annat"})
    assert base.code == "configuration.other_base"


MAIL = {
    "VARDEKEDJAN_SIGN_IN": "accounts",
    "VARDEKEDJAN_PUBLIC_ADDRESS": "https://effekt.example.org",
    "VARDEKEDJAN_SMTP_HOST": "smtp.example.org",
    "VARDEKEDJAN_SMTP_SENDER": "effekt@example.org",
}


def test_mail_says_what_it_lacks_and_never_sends_a_password_in_the_clear(monkeypatch):
    missing = told(monkeypatch, VARDEKEDJAN_SMTP_HOST="smtp.example.org")
    assert {each.words()["key"] for each in missing} == set(MAIL) - {"VARDEKEDJAN_SMTP_HOST"}
    for name, value in MAIL.items():
        monkeypatch.setenv(name, value)
    assert configuration().mail_port == 587
    [found] = told(monkeypatch, VARDEKEDJAN_SMTP_PASSWORD=SECRET)
    assert found.code == "configuration.user_and_password"
    monkeypatch.setenv("VARDEKEDJAN_SMTP_USER", SECRET)
    assert SECRET not in shown(configuration()) + repr(configuration())
    [found] = told(monkeypatch, VARDEKEDJAN_SMTP_ENCRYPTION="none")
    assert found.code == "configuration.password_in_clear"


def test_the_secret_of_a_service_may_stand_in_a_file_and_is_never_shown(monkeypatch, tmp_path):
    for name, value in OIDC.items():
        monkeypatch.setenv(name, value)
    assert SECRET not in shown(configuration()) + repr(configuration())
    monkeypatch.setenv("VARDEKEDJAN_OIDC_SECRET_FILE", str(tmp_path / "secret"))
    assert [each.code for each in told(monkeypatch)] == ["configuration.one_secret"]
    monkeypatch.delenv("VARDEKEDJAN_OIDC_SECRET")
    assert [each.code for each in told(monkeypatch)] == ["configuration.oidc_secret_file"]
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    settings._configuration.cache_clear()
    found = configuration()
    assert secret_of(found.oidc_secret, found.oidc_secret_file) == SECRET


def test_the_address_of_a_services_description_names_its_issuer(monkeypatch):
    address = "https://login.example.org/v2.0/.well-known/openid-configuration"
    monkeypatch.setenv("VARDEKEDJAN_OIDC_ISSUER", address)
    assert configuration().oidc_issuer == "https://login.example.org/v2.0"


def test_cookies_are_for_https_unless_only_this_computer_is_served(monkeypatch):
    assert not configuration().cookies_are_secure
    monkeypatch.setenv("VARDEKEDJAN_HOSTS", "localhost, effekt.example.org")
    assert configuration().cookies_are_secure
    monkeypatch.setenv("VARDEKEDJAN_SECURE_COOKIE", "false")
    assert not configuration().cookies_are_secure


UNUSABLE = [(None, "no_file"), (f'DATABASE_URL = "{ADDRESS}'.encode(), "unreadable_file"), (b"\xff", "unreadable_file")]


@pytest.mark.parametrize(("content", "code"), UNUSABLE)
def test_a_file_that_is_named_must_be_there_and_be_read(content, code, monkeypatch, tmp_path):
    named = tmp_path / "named.toml"
    if content is not None:
        named.write_bytes(content)
    (found,) = told(monkeypatch, VARDEKEDJAN_CONFIG=str(named))
    assert found.code == f"configuration.{code}"
    assert str(named)[:40] in sentence("sv", found)  # a long path is cut short in a sentence


@pytest.mark.parametrize(
    "contact",
    [
        *("http://kommunen.se", "javascript:alert(1)", "https://a@kommunen.se", "https://", "https://kommunen.se/a b"),
        *("https://kommunen.se/)(x", "https://kommunen.se:0/", "https://kommunen.se:99999/", "digitalt@kommunen"),
        *("a b@kommunen.se", "Namn <a@kommunen.se>", "a@kommunen.se\nBcc: b@x.se", "a" * 250 + "@kommunen.se"),
    ],
)
def test_a_contact_that_nobody_could_follow_is_refused(contact, monkeypatch):
    (found,) = told(monkeypatch, VARDEKEDJAN_CONTACT=contact)
    assert found.code == "configuration.contact"


@pytest.mark.parametrize("contact", ["digitalt@kommunen.se", "https://kommunen.se/kontakt?om=effekt", "x.y+z@a-b.se"])
def test_a_contact_is_an_address_or_a_page(contact, monkeypatch):
    monkeypatch.setenv("VARDEKEDJAN_CONTACT", contact)
    assert configuration().contact == contact
