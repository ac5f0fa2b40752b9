import Facilities

/// The guides for a fume purifier.
extension ShortGuides {
    static let switchOnPurifier: [Guide.Line] = [
        .init("看电源灯、空开跳没跳", "Look at the power lamp; did a breaker trip?", .own),
        .init("合闸开机，听有没有连续打火", "Switch it on and listen for steady crackling", .own),
        .init("开不了：拍灯，叫维修，先少炒", "It does not start: photograph the lamp, call repair, fry less", .own),
    ]

    static let switchOffPurifier: [Guide.Line] = [
        .init("风机没开，先关净化器", "The fan stands: switch the purifier off first", .own),
        .init("看风机电源、空开、皮带", "Look at the fan's power, breaker and belt", .own),
        .init("先开风机，再开净化器", "Start the fan first, then the purifier", .own),
    ]

    static let checkFume: [Guide.Line] = [
        .init("净化器开着吗？电流正常吗？", "Is the purifier on, and its current as usual?", .own),
        .init("多久没洗了？到期先洗", "When was it washed? If that is due, wash it first", .own),
        .init("刚洗还超：查漏风、极板、探头", "Just washed and still over: check leaks, plates and probe", .own),
    ]
}
