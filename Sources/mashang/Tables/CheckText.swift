import Facilities
import SiteConfiguration
import StrictYAML

/// The findings of `check` as text: one remark per line, errors and warnings in the order of the file.
struct CheckText {
    let language: Language

    /// Returns the remarks, and their number.
    func remarks(errors: [SourceError], warnings: [SourceError]) -> String {
        let all = errors.map { ($0, isError: true) } + warnings.map { ($0, isError: false) }
        let sorted = all.sorted { ($0.0.file, $0.0.line, $0.0.column) < ($1.0.file, $1.0.line, $1.0.column) }
        return sorted.map { remark, isError in
            let place = "\(remark.file):\(remark.line):\(remark.column):"
            let kind = isError ? "" : Text(zh: "提醒：", en: "warning: ")[language]
            return "\(place) \(kind)\(remark.text[language])"
        }.joined(separator: "\n")
    }

    /// Returns the number of errors and warnings; nil if there are none.
    func count(errors: Int, warnings: Int) -> String? {
        guard errors + warnings > 0 else { return nil }
        let zh = [errors > 0 ? "\(errors) 个错误" : nil, warnings > 0 ? "\(warnings) 个提醒" : nil].compactMap(\.self)
        let en = [errors > 0 ? "errors: \(errors)" : nil, warnings > 0 ? "warnings: \(warnings)" : nil].compactMap(
            \.self)
        return Text(zh: zh.joined(separator: "，"), en: en.joined(separator: ", "))[language]
    }
}
