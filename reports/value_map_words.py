"""The words by which the columns and totals of a Value Map are known, in English and Swedish; shown to no one."""

from enum import StrEnum

COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "stakeholder": (
        ("stakeholder", "stakeholders", "who do we affect", "who affects us", "who has an effect on us"),
        ("intressent", "intressenter", "vem påverkas", "vem påverkar oss", "målgrupp"),
    ),
    "changes": (
        ("intended unintended changes", "what do you think will change for them", "expected changes"),
        ("avsedda och oavsedda förändringar", "vad tror ni förändras", "väntad förändring"),
    ),
    "group_size": (
        ("number in group", "how many in group", "size of group", "number of people in group", "population"),
        ("antal i gruppen", "hur många i gruppen", "gruppens storlek"),
    ),
    "involved": (
        ("number involved", "how many were involved", "number involved in process", "how many involved"),
        ("antal tillfrågade", "hur många har deltagit", "antal som har fått säga sitt"),
    ),
    "input": (
        ("input", "inputs", "what do they invest", "what will they invest", "description of input"),
        ("resurs", "resurser", "insats", "insatser", "vad satsar de", "vad investerar de"),
    ),
    "input_value": (
        ("value of input", "value of inputs", "value of the inputs",
         "what is the value of the inputs in currency", "financial value of inputs", "input value", "cost of input"),
        ("resursens värde", "insatsens värde", "kostnad för resursen", "värde av resurser", "värde av insatsen"),
    ),
    "outputs": (
        ("output", "outputs", "summary of activity in numbers", "summary of activity"),
        ("prestation", "prestationer", "sammanfattning av verksamheten i siffror", "aktiviteter i siffror"),
    ),
    "outcome": (
        ("outcome", "outcomes", "what changes", "the outcomes what changes", "outcome description",
         "how would the stakeholder describe the changes", "how would you describe the change"),
        ("effekt", "effekter", "utfall", "förändring", "vad förändras", "hur beskriver intressenten förändringen"),
    ),
    "indicator": (
        ("indicator", "indicators", "how would you measure it", "how is it measured"),
        ("indikator", "indikatorer", "hur mäts det", "hur mäter ni det"),
    ),
    "quantity_source": (
        ("source of information", "where did you get the information from", "where did the information come from",
         "data source"),
        ("datakälla", "var kommer uppgiften ifrån", "källa till mängden"),
    ),
    "quantity": (
        ("quantity", "how much change was there", "how much change will there be", "amount of change", "scale"),
        ("antal", "mängd", "kvantitet", "hur stor förändring", "hur mycket förändras"),
    ),
    "sample": (("sample size", "sample"), ("urvalets storlek", "urval")),
    "duration": (
        ("duration", "how long does it last", "how long will it last", "duration of outcomes", "duration years"),
        ("varaktighet", "hur länge varar det", "varaktighet år", "varar antal år"),
    ),
    "starts": (
        ("outcomes start", "outcome starts", "when does the outcome start", "start of outcome"),
        ("effekten börjar", "när börjar effekten", "effektens start"),
    ),
    "proxy": (
        ("financial proxy", "proxy", "what proxy would you use to value the change", "what proxy did you use",
         "financial proxy description", "value description"),
        ("finansiell proxy", "ekonomisk proxy", "prislapp", "vilket pris används", "ersättningsmått"),
    ),
    "price": (
        ("value of proxy", "proxy value", "what is the value of the change", "unit value", "price"),
        ("pris", "pris per enhet", "proxyns värde", "värde per enhet", "prislappens belopp"),
    ),
    "price_source": (("source of proxy", "proxy source", "source of value"), ("prisets källa", "källa till priset")),
    "deadweight": (
        ("deadweight", "what would have happened without the activity", "dead weight"),
        ("dödvikt", "vad hade hänt ändå", "vad hade hänt utan insatsen"),
    ),
    "displacement": (
        ("displacement", "what activity did you displace", "what activity would you displace"),
        ("undanträngning", "vad trängs undan", "förflyttning"),
    ),
    "attribution": (
        ("attribution", "who else contributed to the change", "who else contributed"),
        ("andras del", "andras bidrag", "attribution", "attribuering", "tillskrivning", "vem bidrar mer"),
    ),
    "drop_off": (
        ("drop off", "dropoff", "does the outcome drop off in future years", "will the outcome drop off"),
        ("avtrappning", "avklingning", "avtar effekten kommande år"),
    ),
    "impact": (
        ("impact", "quantity times financial proxy less deadweight displacement and attribution", "impact calculation",
         "total impact"),
        ("påverkan", "nettoeffekt", "mängd gånger pris minus dödvikt undanträngning och andras del", "impact"),
    ),
}  # fmt: skip
"""Key of a column → its names in English, in Swedish; the keys in the order of the map."""

GENERIC = {
    "description": ("description", "describe", "beskrivning"),
    "value": (
        "value",
        "values",
        "amount",
        "financial value",
        "value numbers only",
        "value in currency",
        "värde i kronor",
        "värde",
        "belopp",
        "kostnad",
        "kronor",
    ),
    "source": ("source", "sources", "källa", "källor"),
}
"""Names that several columns share; which one is meant follows from what stands to the left."""

TOTALS: dict[str, tuple[str, ...]] = {
    "net_present_value": ("net present value", "npv", "pv minus the investment", "nettonuvärde"),
    "present_value": ("total present value", "total pv", "totalt nuvärde", "summa nuvärde"),
    "present_value_by_year": ("present value of each year", "present value by year", "nuvärde per år", "present value",
                              "nuvärde", "present value after discounting"),
    "ratio": ("social return", "sroi", "sroi ratio", "social return on investment",
              "social return value per amount invested",
              "sroi kvot", "kvot", "social avkastning", "ratio"),
    "net_ratio": ("net sroi", "net social return", "net sroi ratio", "nettokvot"),
    "discount_rate": ("discount rate", "discount", "diskonteringsränta", "ränta", "kalkylränta"),
    "total": ("total", "totals", "sum", "grand total", "totalt", "summa", "total input", "total inputs",
              "total impact"),
}  # fmt: skip
"""Name of a total → the words beside it, the particular before the general."""

ABOUT: dict[str, tuple[str, ...]] = {
    "organisation": ("organisation", "organization", "name of organisation", "organisationens namn"),
    "objectives": ("objectives", "objective", "syfte", "mål"),
    "activity": ("activity", "scope activity", "project", "programme", "verksamhet", "insatsens namn", "projekt"),
    "period": ("time period", "period", "scope time period", "tidsperiod", "tid"),
    "claim": ("forecast or evaluation", "forecast evaluation", "type of analysis", "prognos eller utvärdering"),
}
"""What stands above the map → the words beside it."""

# In what follows a star means that the word may go on there: Swedish puts words together and bends them.
PUBLIC_LEVELS = (
    ("municipality", ("local authority", "council", "municipality", "kommun*", "*nämnd*", "socialtjänst*")),
    ("region", ("region", "regionen", "regionens", "nhs", "health service", "hospital", "*sjukvård*", "vårdcentral*")),
    (
        "state",
        (
            "state",
            "government",
            "police",
            "tax",
            "staten",
            "statens",
            "försäkringskassan*",
            "arbetsförmedling*",
            "polis*",
        ),
    ),
)
OTHER_LEVELS = (
    ("civil_society", ("volunteer", "volunteers", "charity", "association", "frivillig*", "volontär*", "*förening*",
                       "civilsamhäll*")),
    ("business", ("business", "employer", "employers", "company", "*företag*", "arbetsgivar*", "näringsliv*")),
    ("participants", ("participant", "participants", "resident", "residents", "client", "clients", "user", "users",
                      "young people", "children", "deltagar*", "brukar*", "boende", "barn", "unga", "elev*", "famil*")),
)  # fmt: skip
RESOURCE_KINDS = (
    ("volunteer_time", ("volunteer", "volunteers", "volunteering", "ideell*", "frivillig*")),
    ("staff_time", ("time", "hours", "staff", "salary", "salaries", "timmar", "arbetstid*", "lön*")),
    ("premises", ("premises", "rent", "building", "room", "lokal*", "hyra*")),
    ("in_kind", ("in kind", "donated", "gift", "gåva", "skänkt*")),
)
EVALUATIVE = ("evaluation", "evaluative", "utvärdering")


_FILTERS = ("deadweight", "displacement", "attribution", "drop_off")
MapColumn = StrEnum("MapColumn", [*COLUMNS, *(f"{name}_source" for name in _FILTERS)])
"""A column of the map, for sentences about it."""
