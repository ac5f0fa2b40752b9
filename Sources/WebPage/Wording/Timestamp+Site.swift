import Facilities

extension Timestamp {
    /// Reads a local time as a browser's input sends it: `2026-11-26T20:00`.
    init?(onSite text: String, utcOffset: Int) {
        let full = text.count == 16 ? text + ":00" : text
        guard let time = Timestamp(rfc3339: full.replacing(" ", with: "T") + "Z") else { return nil }
        self = time - .seconds(utcOffset)
    }

    /// Returns the local time in the form that a browser's input takes: `2026-11-26T20:00`.
    func onSite(utcOffset: Int) -> String { String((self + .seconds(utcOffset)).description.prefix(16)) }
}
