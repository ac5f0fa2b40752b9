import Facilities
import Foundation

extension RecordProblem {
    /// The text without the field names of payloads: `时间（at）不能晚于现在` becomes `时间不能晚于现在`.
    var pageText: Text {
        Text(
            zh: text.zh.without("（", "）"), en: text.en.without(" (", ")"))
    }
}

extension String {
    /// Returns the text without the first ASCII word between two marks.
    fileprivate func without(_ open: String, _ close: String) -> String {
        guard let start = range(of: open), let end = self[start.upperBound...].range(of: close),
            self[start.upperBound..<end.lowerBound].allSatisfy({ $0.isASCII && $0.isLetter })
        else { return self }
        return String(self[..<start.lowerBound] + self[end.upperBound...])
    }
}
