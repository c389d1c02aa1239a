"""What the page About knows of a draft's content, and what it writes there."""

from typing import Any

from fullarc.web.instruments.models import MeasureDraft

Content = dict[str, Any]
PLAIN = ("name", "short_name", "about", "recall", "instruction", "better", "source", "domain")
OF_A_LOG = ("name", "about", "instruction", "every", "source", "licence")


def initial_about(draft: MeasureDraft) -> Content:
    content = draft.content
    if draft.is_log:
        return {key: content.get(key, "") for key in OF_A_LOG}
    rights, use = content.get("rights", {}), content.get("use", {})
    return {key: content.get(key, "") for key in PLAIN} | {
        "tracker": content.get("tracker", True),
        "licence": rights.get("licence", ""),
        "licence_source": rights.get("source", ""),
        "problems": use.get("problems", ["own_problems"]),
        "answered_by": use.get("answered_by", ["client"]),
        "from_age": use.get("from_age", 0),
        "to_age": use.get("to_age"),
    }


def about_measure(content: Content, sent: Content) -> Content:
    """The content with what the page says; what was left empty is not in it, so that it is missed before publishing."""
    out = {key: value for key, value in content.items() if key not in PLAIN}
    out |= {key: sent[key].strip() for key in PLAIN if sent[key].strip()}
    out["tracker"] = sent["tracker"]
    rights = {key: value for key, value in content.get("rights", {}).items() if key not in ("licence", "source")}
    rights |= {key: sent[name].strip() for key, name in (("licence", "licence"), ("source", "licence_source")) if sent[name].strip()}
    use = {key: value for key, value in content.get("use", {}).items() if key != "to_age"}
    ages = {"source": "decided by this practice", "verified": False}
    use |= {"problems": sent["problems"], "answered_by": sent["answered_by"], "from_age": sent["from_age"], "ages_from": ages}
    if sent["to_age"] is not None:
        use["to_age"] = sent["to_age"]
    return out | {"rights": rights, "use": use}


def about_log(content: Content, sent: Content) -> Content:
    out = {key: value for key, value in content.items() if key not in OF_A_LOG}
    return out | {key: sent[key].strip() for key in OF_A_LOG if sent[key].strip()}
