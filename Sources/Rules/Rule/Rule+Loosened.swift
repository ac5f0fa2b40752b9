import Facilities

extension [any Rule] {
    /// The loosened limits in the order of their names, each once where rules share it.
    var loosened: [Loosened] {
        let all = flatMap(\.limits).compactMap(\.loosened)
        return Dictionary(all.map { ($0.limit, $0) }) { first, _ in first }.values.sorted { $0.limit < $1.limit }
    }
}
