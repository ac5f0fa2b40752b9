import Facilities

/// The guides for complaints, settings, sensors and the clock.
extension ShortGuides {
    static let answerComplaint: [Guide.Line] = [
        .init("先看照片和当时的数据", "Look at the photographs and at the data of that time", .own),
        .init("到现场看，拍一张", "Go there, look, take a photograph", .own),
        .init("写一句：看到什么，怎么办", "Write a sentence: what you saw, what is done", .own),
    ]

    static let closeComplaint: [Guide.Line] = [
        .init("问题真解决了吗？", "Is the problem really solved?", .own),
        .init("传整改后照片或数据", "Add a photograph or data of afterwards", .own),
        .init("写结果，点办结", "Write the outcome, tap close", .own),
    ]

    static let findCause: [Guide.Line] = [
        .init("看这几次都在几点、什么风", "At what hours and in what wind were they?", .own),
        .init("对照周边设施当时的数据", "Compare them with the data of facilities around", .own),
        .init("定一个办法，写进答复", "Decide on a measure and put it into the answer", .own),
    ]

    static let checkSensors: [Guide.Line] = [
        .init("看电源灯、线有没有松", "Look at the power lamp and for a loose wire", .own),
        .init("擦探头、吹取样管，别掰", "Wipe the probe, blow through the tube, do not bend it", .own),
        .init("还不行：报维护，换件后校准", "Still wrong: enter maintenance; calibrate a new part", .own),
    ]

    static let checkClock: [Guide.Line] = [
        .init("看网关能不能上网", "Has the gateway a network?", .own),
        .init("让技术员校时", "Have the technician set the clock", .own),
        .init("等5分钟再看", "Look again after 5 minutes", .own),
    ]

    static let putRight: [Guide.Line] = [
        .init("看检查写了哪几项、到哪天", "Read what the inspection lists, and by which day", .own),
        .init("逐项整改，前后各拍一张", "Put each right; a photograph before and after", .own),
        .init("期限前登记“整改”，等复查", "Enter the rectification in time; an inspector looks again", .own),
    ]

    static let completeSettings: [Guide.Line] = [
        .init("看缺哪一项", "Look which figure is missing", .own),
        .init("查铭牌、设计方案、环评", "Find it on the nameplate, in the design, in the assessment", .own),
        .init("报给技术员填入", "Give it to the technician, who enters it", .own),
    ]
}
