"""Key figures often of use for social interventions, by theme and by id alone: titles come from the service."""

from collections.abc import Mapping
from types import MappingProxyType

THEMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "social_assistance": (
            "N31849", "N31000", "N31816", "N31807", "U31804", "U31803", "U31809", "N01710",
        ),
        "child_welfare": (
            "N33002", "N33004", "N33022", "N33006", "N33021", "N33812", "N33813", "N33816", "N33817", "N33818",
            "N33802", "N33870", "U33581",
        ),
        "school": ("N15428", "N15436", "N17461", "N17445", "N17625", "U15011", "N17013"),
        "youth_and_work": ("N02797", "N18601", "N03920", "N03935", "N03924", "N03952"),
        "illness": ("N00938", "N00957", "N00090"),
        "early_years": ("N11037", "N11003", "N71005", "N74900", "U72552", "N02902"),
        "cost": ("N30005", "N35025"),
    }
)  # fmt: skip
