"""The words in which `kam explain` speaks of fields: line names and how secret a field is."""

from collections.abc import Mapping

from kamcli.model.finding import Say

HEADS = {"zh": ("名称", "字段", "必填", "密级"), "en": ("field", "label", "required", "sensitivity")}
FIELD: Mapping[str, Say] = {
    "file": Say("文件", "file"),
    "states": Say("状态", "states"),
    "beside": Say("另有", "beside"),
    "parameters": Say("制度参数", "parameters"),
    "label": Say("名称", "label"),
    "note": Say("说明", "meaning"),
    "written": Say("写法", "written"),
    "choices": Say("选项", "choices"),
    "keys": Say("键", "keys"),
    "required": Say("必填", "required"),
    "sensitivity": Say("密级", "sensitivity"),
    "digest": Say("审批", "approval"),
    "guarded": Say("受控", "guarded"),
    "spec": Say("需求编号", "catalogue"),
    "rules": Say("规则", "rule"),
    "covered": Say("改动后要重新签批", "a change has to be signed anew"),
    "derived": Say("算出来的，不在签署内容里", "computed, so no part of what is signed"),
    "later": Say("批准后还可以填改，不在签署内容里", "may change after approval, so no part of what is signed"),
    "pers": Say("个人信息，不在签署内容里", "personal, so no part of what is signed"),
    "above": Say("所在的一组不在签署内容里", "its group is no part of what is signed"),
}
SECRECY: Mapping[str, Say] = {
    "pub": Say("公开 pub", "public (pub)"),
    "int": Say("内部 int", "internal (int)"),
    "conf": Say("机密 conf", "confidential (conf)"),
    "pers": Say("个人信息 pers", "personal (pers)"),
}
