import Facilities

extension FormLook {
    static let notice = FormLook(
        title: Text(zh: "发布通知", en: "Post a notice"), send: Text(zh: "发布", en: "Post it"), when: .now,
        parts: [FormPart(["title", "text", "from", "until", "kinds", "link"])],
        help: [
            "title": Text(zh: "最多60个字，显示在设施页面的上方", en: "At most 60 characters; it stands at the top of facility pages"),
            "text": Text(zh: "最多1000个字，点开标题可见", en: "At most 1000 characters; a tap on the title opens it"),
            "from": Text(zh: "不填为现在", en: "Now if it is left empty"),
            "until": Text(zh: "到时自动撤下，最长366天", en: "It goes by itself then; 366 days at most"),
            "kinds": Text(zh: "不选为全部设施", en: "All facilities if none is chosen"),
            "link": Text(zh: "https:// 开头，只能是本站允许的主机", en: "Begins with https://, to hosts that this site allows"),
        ])
}
