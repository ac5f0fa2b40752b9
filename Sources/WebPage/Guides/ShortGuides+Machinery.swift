import Facilities

/// The guides for a machine.
extension ShortGuides {
    static let cleanDPF: [Guide.Line] = [
        .init("停空旷处，按手册停车再生", "Park in the open and regenerate as the manual says", .own),
        .init("再生不掉：拆下专业清灰", "It stays clogged: have it taken off and cleaned", .own),
        .init("装回看压差，登记", "Fit it, read the pressure drop, enter it", .own),
    ]

    static let fillUrea: [Guide.Line] = [
        .init("熄火，擦净加注口", "Engine off, wipe the filler neck", .own),
        .init("加合格尿素，别加错油箱", "Fill in proper urea, and not into the fuel tank", .own),
        .init("看液位上去，报警灯灭", "See the level rise and the lamp go out", .own),
    ]

    static let checkExhaustCleaning: [Guide.Line] = [
        .init("看尿素喷嘴结没结晶", "Are there crystals at the urea nozzle?", .own),
        .init("查管路、线束、传感器插头", "Check pipes, wiring and plugs of the sensors", .own),
        .init("修好后热车看氮氧化物", "Repaired: warm the engine and read the NOx", .own),
    ]

    static let registerMachine: [Guide.Line] = [
        .init("拍整机、发动机铭牌、环保标签", "Photograph machine plate, engine plate and label", .own),
        .init("小程序填信息，提交审核", "Fill in the mini program and submit it", .own),
        .init("领标识贴机身，号码填这里", "Put the label on the machine; enter its number here", .own),
    ]

    static let testExhaust: [Guide.Line] = [
        .init("约有资质的检测机构", "Book a testing firm that is qualified", .own),
        .init("先保养：空滤、机油、烧干净", "Service it first: air filter, oil, soot burnt off", .own),
        .init("测完扫码登记报告", "After the test scan the code and enter the report", .own),
    ]

    static let repairEngine: [Guide.Line] = [
        .init("停用挂牌，查空滤、喷油、增压", "Out of use and tagged; check air filter, injection, turbo", .own),
        .init("修好拍维修单，登记整改", "Repaired: photograph the bill, enter the rectification", .own),
        .init("复测合格再用", "Use it again when the re-test has passed", .own),
    ]
}
