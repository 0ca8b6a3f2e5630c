"""What is set for this installation: the environment decides, then one file, then the defaults here.

The only place of the product that reads the environment. Names are the same in the environment and in the file.
"""

from functools import lru_cache
from ipaddress import ip_address
import json
import os
from pathlib import Path
import re
import tomllib
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings.sources import InitSettingsSource

from chain.problem import Problem, problem
from storage.contact import followable
from storage.database import database_at
from storage.failure import StorageFailed
from storage.mail_settings import PORTS, Encryption, host, known_everywhere, mail_lacking, sender
from storage.sign_in_settings import LOCAL, SignIn, header_name, issuer, lacking, networks, web_address

ROOT = Path(__file__).resolve().parents[1]
BESIDE = ROOT / "vardekedjan.toml"
FILE, OURS, OFF = "VARDEKEDJAN_CONFIG", "VARDEKEDJAN_", "off"
HOST = re.compile(r"\*|(\*\.)?[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+")


class ConfigurationWrong(Exception):  # noqa: N818  (it says what is so)
    """The program cannot start as it is set; `problems` name every setting to mend, never its value."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(each.code for each in problems))
        self.problems = problems


class Configuration(BaseSettings):
    """Everything that can be set. The password within `database_url` is shown to nobody."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, case_sensitive=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    database_url: SecretStr | None = Field(None, alias="DATABASE_URL")
    data: Path = Field(ROOT / "data", alias="VARDEKEDJAN_DATA")
    port: int = Field(8501, alias="VARDEKEDJAN_PORT", ge=1, le=65535)
    address: str = Field("127.0.0.1", alias="VARDEKEDJAN_ADDRESS")
    base_path: str = Field("", alias="VARDEKEDJAN_BASE_PATH", pattern=r"^[A-Za-z0-9._~\-]*(/[A-Za-z0-9._~\-]+)*$")
    hosts: Annotated[tuple[str, ...], NoDecode] = Field(("localhost", "127.0.0.1"), alias="VARDEKEDJAN_HOSTS")
    log: Literal["json", "text"] | None = Field(None, alias="VARDEKEDJAN_LOG")
    statistics: str = Field("https://api.kolada.se/v3", alias="VARDEKEDJAN_STATISTICS")
    sign_in: SignIn = Field(SignIn.NONE, alias="VARDEKEDJAN_SIGN_IN")
    public_address: Annotated[str, AfterValidator(web_address)] = Field("", alias="VARDEKEDJAN_PUBLIC_ADDRESS")
    secure_cookie: bool | None = Field(None, alias="VARDEKEDJAN_SECURE_COOKIE")
    oidc_issuer: Annotated[str, AfterValidator(issuer)] = Field("", alias="VARDEKEDJAN_OIDC_ISSUER")
    oidc_client: str = Field("", alias="VARDEKEDJAN_OIDC_CLIENT")
    oidc_secret: SecretStr | None = Field(None, alias="VARDEKEDJAN_OIDC_SECRET")
    oidc_secret_file: Path | None = Field(None, alias="VARDEKEDJAN_OIDC_SECRET_FILE")
    oidc_login: str = Field("preferred_username", alias="VARDEKEDJAN_OIDC_LOGIN", min_length=1)
    proxy_header: Annotated[str, AfterValidator(header_name)] = Field("X-Remote-User", alias="VARDEKEDJAN_PROXY_HEADER")
    proxies: Annotated[tuple[str, ...], NoDecode, AfterValidator(networks)] = Field((), alias="VARDEKEDJAN_PROXIES")
    contact: Annotated[str, AfterValidator(followable)] = Field("", alias="VARDEKEDJAN_CONTACT")
    smtp_host: Annotated[str, AfterValidator(host)] = Field("", alias="VARDEKEDJAN_SMTP_HOST")
    smtp_port: int | None = Field(None, alias="VARDEKEDJAN_SMTP_PORT", ge=1, le=65535)
    smtp_encryption: Encryption = Field(Encryption.STARTTLS, alias="VARDEKEDJAN_SMTP_ENCRYPTION")
    smtp_user: Annotated[SecretStr, AfterValidator(known_everywhere)] | None = Field(
        None, alias="VARDEKEDJAN_SMTP_USER"
    )
    smtp_password: Annotated[SecretStr, AfterValidator(known_everywhere)] | None = Field(
        None, alias="VARDEKEDJAN_SMTP_PASSWORD"
    )
    smtp_sender: Annotated[str, AfterValidator(sender)] = Field("", alias="VARDEKEDJAN_SMTP_SENDER")

    @field_validator("database_url")
    @classmethod
    def _a_database(cls, told: SecretStr | None) -> SecretStr | None:
        try:
            database_at(told.get_secret_value() if told else "")
        except StorageFailed:
            raise ValueError from None
        return told

    @field_validator("address")
    @classmethod
    def _an_address(cls, told: str) -> str:
        return told if told == "localhost" else str(ip_address(told))

    @field_validator("base_path", mode="before")
    @classmethod
    def _without_ends(cls, told: object) -> object:
        return told.strip("/") if isinstance(told, str) else told

    @field_validator("hosts", "proxies", mode="before")
    @classmethod
    def _listed(cls, told: object) -> object:
        return tuple(part.strip() for part in told.split(",")) if isinstance(told, str) else told

    @field_validator("hosts")
    @classmethod
    def _host_names(cls, told: tuple[str, ...]) -> tuple[str, ...]:
        if not told or not all(HOST.fullmatch(each) for each in told):
            raise ValueError
        return told

    @field_validator("statistics")
    @classmethod
    def _a_service(cls, told: str) -> str:
        """`off`, or where the service answers; unencrypted on this computer only."""
        parts = urlsplit(told)
        here = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if told != OFF and not (parts.hostname and parts.scheme in ("https", "http" if here else "https")):
            raise ValueError
        if parts.query or parts.fragment or parts.username:
            raise ValueError
        return told.rstrip("/")

    @property
    def cookies_are_secure(self) -> bool:
        """Whether the browser may send its cookies over https only: yes, unless all hosts are this computer's own."""
        return self.secure_cookie if self.secure_cookie is not None else not set(self.hosts) <= set(LOCAL)

    @property
    def mail_port(self) -> int:
        """The mail server's port: the one that is set, else the usual one for how the way there is encrypted."""
        return self.smtp_port or PORTS[self.smtp_encryption]

    @classmethod
    def settings_customise_sources(
        cls, settings_cls, init_settings, env_settings, dotenv_settings, file_secret_settings
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then the file; no other place."""
        return env_settings, InitSettingsSource(settings_cls, init_settings.init_kwargs)


_FIELDS = {field: info.alias for field, info in Configuration.model_fields.items()}
KEYS = tuple(_FIELDS.values())
"""The name of every setting, in the environment and in the file."""

_WRONG = {
    "DATABASE_URL": "configuration.database_url",
    "VARDEKEDJAN_DATA": "configuration.data",
    "VARDEKEDJAN_PORT": "configuration.port",
    "VARDEKEDJAN_ADDRESS": "configuration.address",
    "VARDEKEDJAN_BASE_PATH": "configuration.base_path",
    "VARDEKEDJAN_HOSTS": "configuration.hosts",
    "VARDEKEDJAN_LOG": "configuration.log",
    "VARDEKEDJAN_STATISTICS": "configuration.statistics",
    "VARDEKEDJAN_SIGN_IN": "configuration.sign_in",
    "VARDEKEDJAN_PUBLIC_ADDRESS": "configuration.public_address",
    "VARDEKEDJAN_SECURE_COOKIE": "configuration.secure_cookie",
    "VARDEKEDJAN_OIDC_ISSUER": "configuration.oidc_issuer",
    "VARDEKEDJAN_OIDC_CLIENT": "configuration.oidc_client",
    "VARDEKEDJAN_OIDC_SECRET": "configuration.oidc_secret",
    "VARDEKEDJAN_OIDC_SECRET_FILE": "configuration.oidc_secret_file",
    "VARDEKEDJAN_OIDC_LOGIN": "configuration.oidc_login",
    "VARDEKEDJAN_PROXY_HEADER": "configuration.proxy_header",
    "VARDEKEDJAN_PROXIES": "configuration.proxies",
    "VARDEKEDJAN_CONTACT": "configuration.contact",
    "VARDEKEDJAN_SMTP_HOST": "configuration.smtp_host",
    "VARDEKEDJAN_SMTP_PORT": "configuration.smtp_port",
    "VARDEKEDJAN_SMTP_ENCRYPTION": "configuration.smtp_encryption",
    "VARDEKEDJAN_SMTP_USER": "configuration.smtp_user",
    "VARDEKEDJAN_SMTP_PASSWORD": "configuration.smtp_password",
    "VARDEKEDJAN_SMTP_SENDER": "configuration.smtp_sender",
}


def configuration() -> Configuration:
    """The settings that count now; raises ConfigurationWrong with everything that is wrong with them."""
    return _configuration(tuple(os.environ.get(name) for name in (FILE, *KEYS)))


@lru_cache(maxsize=8)
def _configuration(_environment: tuple[str | None, ...]) -> Configuration:
    # Remembered by what the environment says, since pages ask again and again; the file is read at the start only.
    unknown = sorted(name for name in os.environ if name.startswith(OURS) and name not in (FILE, *KEYS))
    problems = [_problem("configuration.unknown", name) for name in unknown]
    try:
        settings = Configuration(**_file())
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        problems += [_mistake(str(each["loc"][0]), each["type"]) for each in found]
    else:
        told = {name: getattr(settings, field) for field, name in _FIELDS.items()}
        problems += (*lacking(told), *mail_lacking(told))
    if problems:
        raise ConfigurationWrong(problems)
    return settings


def _file() -> dict[str, object]:
    """What the file says. One that is named must be there; the one beside the program may be missing."""
    named = os.environ.get(FILE)
    path = Path(named) if named else BESIDE
    if not named and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigurationWrong([problem("configuration.no_file", FILE, file=str(path))]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        # What could not be read may be a password, so the cause with its words is left behind.
        raise ConfigurationWrong([problem("configuration.unreadable_file", FILE, file=str(path))]) from None


def _mistake(key: str, kind: str) -> Problem:
    return _problem("configuration.unknown" if kind == "extra_forbidden" else _WRONG[key], key)


def _problem(code: str, key: str) -> Problem:
    return problem(code, "configuration", key=key)


def data_address() -> str:
    """`DATABASE_URL`, else a file in the data folder (`VARDEKEDJAN_DATA`, else `data/` beside the program)."""
    settings = configuration()
    url = settings.database_url.get_secret_value() if settings.database_url else ""
    return url or str(settings.data / "vardekedjan.db")


def shown(settings: Configuration) -> str:
    """The settings that count, written as the file writes them; of a database server only its place, nobody's name."""
    told = {name: getattr(settings, field) for field, name in _FIELDS.items()}
    told["DATABASE_URL"] = _without_secrets(data_address())
    return "\n".join(f"{name} = {_toml(value)}" for name, value in told.items() if value is not None)


def _without_secrets(address: str) -> str:
    url = urlsplit(address)
    where = url.hostname if "://" in address and url.hostname else ""
    return f"{url.scheme}://{where}{url.path}" if where else address


def _toml(value: object) -> str:
    plain = value if isinstance(value, int | list) else list(value) if isinstance(value, tuple) else str(value)
    return json.dumps(plain, ensure_ascii=False)
