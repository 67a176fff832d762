"""Texts that are ids of other records, or values of a list in policy.yaml."""

from typing import Annotated

from kamcli.model.base import Listed, Ref, Text

CompetitorId = Annotated[Text, Ref(("competitor",))]
ContractId = Annotated[Text, Ref(("contract",))]
CustomerId = Annotated[Text, Ref(("customer",))]
DelegationId = Annotated[Text, Ref(("delegation",))]
DepartmentId = Annotated[Text, Ref(("department",))]
DocumentId = Annotated[Text, Ref(("document",))]
EquipmentId = Annotated[Text, Ref(("equipment",))]
GiftId = Annotated[Text, Ref(("gift",))]
MaterialId = Annotated[Text, Ref(("material",))]
NeedSourceId = Annotated[Text, Ref(("visit", "callback", "contact_log", "survey_answer", "ticket"))]
PersonId = Annotated[Text, Ref(("person",))]
ProjectId = Annotated[Text, Ref(("project",))]
ReconciliationId = Annotated[Text, Ref(("reconciliation",))]
SignoffId = Annotated[Text, Ref(("signoff",))]
StaffId = Annotated[Text, Ref(("staff",))]
StockReportId = Annotated[Text, Ref(("stock_report",))]
SurveyAnswerId = Annotated[Text, Ref(("survey_answer",))]
TicketContactLogId = Annotated[Text, Ref(("ticket", "contact_log"))]
UnitId = Annotated[Text, Ref(("unit",))]
VisitId = Annotated[Text, Ref(("visit",))]
FestivalName = Annotated[Text, Listed("contact.festivals")]
IndustryName = Annotated[Text, Listed("data.industries")]
KaTypeName = Annotated[Text, Listed("project.ka_types")]
RegionName = Annotated[Text, Listed("data.regions")]
