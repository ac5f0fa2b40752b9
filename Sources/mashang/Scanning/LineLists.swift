import ArgumentParser
import Facilities
import SiteConfiguration

private func items<Item>(_ text: String, _ expected: Text, _ parse: (String) -> Item?) throws -> [Item] {
    let parts = text.split(separator: ",").map { String($0).filter { !$0.isWhitespace } }
    let items = parts.compactMap(parse)
    guard !items.isEmpty, items.count == parts.count else {
        throw ValidationError(
            Text(zh: "“\(text)”不对，请写 \(expected.zh)", en: "'\(text)': write \(expected.en)"))
    }
    return items
}

/// Reads a list of baud rates: `4800,9600`.
func baudList(_ text: String) throws -> [Int] {
    let bauds = BusLine.bauds.map(String.init).joined(separator: ",")
    return try items(text, Text(zh: "\(bauds) 中的几个", en: "some of \(bauds)")) { part in
        Int(part).flatMap { BusLine.bauds.contains($0) ? $0 : nil }
    }
}

/// Reads a list of parities: `none,even`.
func parityList(_ text: String) throws -> [BusLine.Parity] {
    try items(
        text, Text(zh: "none,even,odd 中的几个", en: "some of none,even,odd"), BusLine.Parity.init)
}

extension Text {
    static let wrongTimeout = Text(zh: "--timeout：请写 10 至 10000", en: "--timeout: write 10 to 10000")
}
