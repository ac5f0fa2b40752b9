import Facilities

extension FormLook {
    static let visit = FormLook(
        title: Text(zh: "现场检查", en: "Inspection on site"), send: Text(zh: "登记", en: "Enter it"), when: .now,
        parts: [
            FormPart(["result", "deadline", "parts", "text", "photographs"]),
            FormPart(Text(zh: "针对的问题", en: "The finding that it is about"), ["rule", "cause"], isFolded: true),
        ],
        days: ["deadline"],
        help: [
            "deadline": Text(
                zh: "选“需整改”才填；到期没有登记整改，设施页面变红灯",
                en: "For “to be put right” only; the facility turns red where no rectification is entered by then"),
            "text": Text(zh: "可不写。姓名、电话不必写", en: "Optional. No names or phone numbers are needed"),
            "rule": Text(
                zh: "从问题下面的“现场检查”进来时已填好；登记即确认这个问题",
                en: "Filled in by the link below a finding; entering this acknowledges that finding"),
        ])
}
