import Facilities

extension FormLook {
    static let replacement = FormLook(
        title: Text(zh: "登记更换", en: "Enter a replacement"), send: Text(zh: "登记", en: "Enter it"), when: .day,
        parts: [
            FormPart(Text(zh: "新炭", en: "New carbon"), ["mass", "form", "batch"]),
            FormPart(Text(zh: "废炭", en: "Spent carbon"), ["spentMass", "disposalFirm", "manifest"]),
            FormPart(
                Text(zh: "碘值", en: "Iodine value"), ["iodineReport", "iodineValue", "iodineMethod", "report"]),
            FormPart(Text(zh: "照片", en: "Photographs"), ["before", "after"]),
            FormPart(
                Text(zh: "更多", en: "More"), ["maker", "surface", "bags", "containers"], isFolded: true),
        ],
        carried: ["wasteCode", "corrects"], remembered: ["form", "maker", "iodineMethod", "disposalFirm"],
        presets: ["wasteCode": .text("HW49 \(WasteCode.carbon)")],
        labels: [
            "before": Text(zh: "更换前", en: "before"), "after": Text(zh: "更换后", en: "after"),
            "report": Text(zh: "碘值报告首页", en: "first page of the iodine report"),
        ],
        help: [
            "spentMass": Text(
                zh: "逐袋称重的合计；应不少于原来装填的", en: "All bags weighed; not less than what was filled in"),
            "manifest": Text(zh: "还没转移的，以后再登记“转移废炭”", en: "Not gone yet: enter the transfer later"),
            "iodineReport": Text(zh: "供应商检测报告上的编号", en: "As the supplier's report has it"),
            "report": Text(zh: "带CMA章的首页", en: "The page with the stamp"),
            "before": Text(
                zh: "①铭牌和设施二维码同框 ②旧炭在箱里 ③空箱见底",
                en: "① nameplate and QR code in one picture ② the old carbon in its box ③ the empty box"),
            "after": Text(
                zh: "④新炭包装：厂家、批号、合格证 ⑤装填后表面（放一把尺） ⑥废炭的秤面和标签",
                en: "④ the new carbon's packing ⑤ the surface when filled, with a ruler ⑥ the scale and the label"),
        ], guide: NextStep.Action.replaceCarbon.rawValue)

    static let replacementStart = FormLook(
        title: Text(zh: "开始更换", en: "Start the replacement"), send: Text(zh: "开始更换", en: "Start the replacement"),
        when: .now, parts: [], guide: NextStep.Action.replaceCarbon.rawValue)

    static let wasteTransfer = FormLook(
        title: Text(zh: "转移废炭", en: "Enter a transfer"), send: Text(zh: "登记", en: "Enter it"), when: .day,
        parts: [
            FormPart(["mass", "manifest", "disposalFirm", "photographs"]),
            FormPart(Text(zh: "更多", en: "More"), ["bags", "containers"], isFolded: true),
        ],
        carried: ["wasteCode", "corrects"], remembered: ["disposalFirm"],
        presets: ["wasteCode": .text("HW49 \(WasteCode.carbon)")],
        help: [
            "mass": Text(zh: "装车时称的，和联单一致", en: "As weighed at loading and as on the manifest"),
            "manifest": Text(zh: "电子联单上的号码，一般14位数字", en: "As on the electronic manifest, usually 14 digits"),
            "disposalFirm": Text(
                zh: "许可证上要有代码\(WasteCode.carbon)", en: "Its licence must have the code \(WasteCode.carbon)"),
            "photographs": Text(zh: "联单、秤面、装车", en: "Manifest, scale, load"),
        ], guide: NextStep.Action.transferWaste.rawValue)

    static let inspection = FormLook(
        title: Text(zh: "四看一测", en: "Four looks and one test"), send: Text(zh: "登记", en: "Enter it"), when: .now,
        parts: [
            FormPart(["state"]), FormPart(["colour"]), FormPart(["form"]), FormPart(["weight"]),
            FormPart(["bubbles"]),
            FormPart(
                Text(zh: "测碘值：看报告，或取样送检", en: "Iodine value: read the report or send a sample"),
                ["iodineValue", "iodineMethod", "photographs"], cards: InspectionGuide.iodine),
            FormPart(
                Text(zh: "更多", en: "More"), ["iodineReport", "sampledBy", "decolouring", "bulkDensity"],
                isFolded: true),
        ],
        isStepwise: true, required: ["state"],
        labels: ["state": Text(zh: "看的是新炭，还是在用的炭？", en: "Is the carbon new, or in use?")],
        help: [
            "state": Text(
                zh: "取中间的炭，别只看表面；拿不准就选中间",
                en: "Take it from the middle, not the surface; in doubt choose the middle"),
            "iodineValue": Text(zh: "没有报告可以不填", en: "Leave it empty where there is no report"),
            "decolouring": Text(
                zh: "滴一滴红墨水，等20分钟看褪不褪色", en: "One drop of red ink in the water: does it fade in 20 minutes"),
        ].merging(InspectionGuide.acts) { $1 }, guide: NextStep.Action.inspectCarbon.rawValue)
}
