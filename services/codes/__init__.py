"""The code lists that all services, pages and partners share.

A code is data on the wire: its value never changes. What people read is its label
(services/labels.py, labels.yaml beside this file). Import from here, not from the modules.
"""

from services.codes.people import (
    ApplicationEnd as ApplicationEnd,
    Availability as Availability,
    ExtractSource as ExtractSource,
    Interest as Interest,
    OrganisationKind as OrganisationKind,
    ProviderKind as ProviderKind,
    Role as Role,
    SupportKind as SupportKind,
    VettingRegime as VettingRegime,
    VolunteerStatus as VolunteerStatus,
)
from services.codes.referrals import (
    BusinessStatus as BusinessStatus,
    ClientStatus as ClientStatus,
    ConsentGiver as ConsentGiver,
    DisclosureLevel as DisclosureLevel,
    Need as Need,
    NeedsAssessor as NeedsAssessor,
    ReferralStatus as ReferralStatus,
    ReferrerKind as ReferrerKind,
    RejectionReason as RejectionReason,
    SubjectKind as SubjectKind,
    Theme as Theme,
    Urgency as Urgency,
    WithdrawalReason as WithdrawalReason,
)
from services.codes.support import (
    Assessor as Assessor,
    Basis as Basis,
    ChildView as ChildView,
    EndReason as EndReason,
    MatchConsentGiver as MatchConsentGiver,
    MatchEnd as MatchEnd,
    MatchStatus as MatchStatus,
    Outcome as Outcome,
    OutcomeMethod as OutcomeMethod,
    TaskState as TaskState,
    TeamRole as TeamRole,
    VisitKind as VisitKind,
    VisitStatus as VisitStatus,
)
