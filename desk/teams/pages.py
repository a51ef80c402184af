"""Which page is for whom: the one table, asked before every page.

A page that stands here neither by its name nor by its namespace is for nobody.
"""

from __future__ import annotations

from enum import Enum

from desk.teams.rights import Rights


class For(Enum):
    """Whom a page is for."""

    #: No login: the API checks its own tokens.
    ALL = "all"
    #: Whoever has an account.
    ACCOUNTS = "accounts"
    #: Counsellors and team leads.
    CASES = "cases"
    #: Team leads.
    LEADS = "leads"
    #: Editors, and those who answer.
    EDITORS = "editors"
    #: Administrators of an organisation, and operators.
    ADMINISTRATORS = "administrators"
    #: Team leads, administrators and operators: who answers for how the work goes.
    LEADERS = "leaders"
    #: Those who run this desk.
    OPERATORS = "operators"


#: By ``namespace:name``, else by ``namespace:``, else by bare name.
PAGES = {
    "cases:": For.CASES,
    "notes:": For.CASES,
    "labels:": For.CASES,
    "snooze:": For.CASES,
    "presence:": For.CASES,
    "canned:": For.CASES,
    "search:": For.CASES,
    "articles:": For.ACCOUNTS,
    "learning:": For.EDITORS,
    "figures:": For.LEADERS,
    "privacy:": For.CASES,
    "translation:": For.CASES,
    "teams:": For.CASES,
    "teams:list": For.ACCOUNTS,
    "teams:hours": For.LEADERS,
    "teams:add_closure": For.LEADERS,
    "teams:remove_closure": For.LEADERS,
    "audit:": For.ADMINISTRATORS,
    "admin:": For.ADMINISTRATORS,
    "api:": For.ALL,
    "demo": For.ALL,
    "demo_playground": For.ALL,
    "demo_help": For.ALL,
    "demo_answer": For.ALL,
    "health": For.ALL,
    "set_language": For.ALL,
    "account_login": For.ALL,
    "account_inactive": For.ALL,
    "account_logout": For.ACCOUNTS,
    "account_reauthenticate": For.ACCOUNTS,
    "account_change_password": For.ACCOUNTS,
    "profile": For.ACCOUNTS,
    "mfa_": For.ACCOUNTS,
}
#: The second step of logging in comes before there is an account to ask about.
PAGES["mfa_authenticate"] = For.ALL


def audience(view_name: str) -> For | None:
    """Whom a page is for; ``None`` when nobody has said."""
    namespace = view_name.partition(":")[0] + ":" if ":" in view_name else ""
    if view_name in PAGES:
        return PAGES[view_name]
    if namespace:
        return PAGES.get(namespace)
    return PAGES["mfa_"] if view_name.startswith("mfa_") else None


def may_open(who: For | None, rights: Rights) -> bool:
    """Whether somebody who is logged in may open a page for these people."""
    allowed = {
        For.ALL: True,
        For.ACCOUNTS: True,
        For.CASES: rights.works_cases,
        For.LEADS: rights.leads,
        For.EDITORS: rights.edits or rights.works_cases,
        For.ADMINISTRATORS: rights.administers,
        For.LEADERS: rights.leads or rights.administers,
        For.OPERATORS: rights.operator,
    }
    return who is not None and allowed[who]
