"""Texts that are ids of other records, or values of a list in policy.yaml."""

from typing import Annotated

from kamcli.model.base import Line, Listed, Ref

CompetitorId = Annotated[Line, Ref(("competitor",))]
ContractId = Annotated[Line, Ref(("contract",))]
CustomerId = Annotated[Line, Ref(("customer",))]
DelegationId = Annotated[Line, Ref(("delegation",))]
DepartmentId = Annotated[Line, Ref(("department",))]
DocumentId = Annotated[Line, Ref(("document",))]
EquipmentId = Annotated[Line, Ref(("equipment",))]
GiftId = Annotated[Line, Ref(("gift",))]
MaterialId = Annotated[Line, Ref(("material",))]
NeedSourceId = Annotated[Line, Ref(("visit", "callback", "contact_log", "survey_answer", "ticket"))]
PersonId = Annotated[Line, Ref(("person",))]
ProjectId = Annotated[Line, Ref(("project",))]
ReconciliationId = Annotated[Line, Ref(("reconciliation",))]
SignoffId = Annotated[Line, Ref(("signoff",))]
StaffId = Annotated[Line, Ref(("staff",))]
StockReportId = Annotated[Line, Ref(("stock_report",))]
SurveyAnswerId = Annotated[Line, Ref(("survey_answer",))]
TicketContactLogId = Annotated[Line, Ref(("ticket", "contact_log"))]
UnitId = Annotated[Line, Ref(("unit",))]
VisitId = Annotated[Line, Ref(("visit",))]
FestivalName = Annotated[Line, Listed("contact.festivals")]
IndustryName = Annotated[Line, Listed("data.industries")]
KaTypeName = Annotated[Line, Listed("project.ka_types")]
RegionName = Annotated[Line, Listed("data.regions")]
