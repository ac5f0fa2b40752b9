import Facilities

extension Collection<String> {
    /// The first ten names in a row, and their number if there are more: `a, b, …（共12）`.
    var listed: Text {
        let names = prefix(10).joined(separator: ", ")
        guard !names.isEmpty else { return Text(zh: "目前没有", en: "none") }
        guard count > 10 else { return Text(zh: names, en: names) }
        return Text(zh: "\(names), …（共\(count)）", en: "\(names), … (\(count) in all)")
    }
}
