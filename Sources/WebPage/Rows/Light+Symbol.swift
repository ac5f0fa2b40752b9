import Facilities

extension Light {
    /// The shape, for readers who cannot tell colours apart.
    var symbol: String {
        switch self {
        case .green: "✔"
        case .yellow: "!"
        case .red: "✖"
        case .grey: "?"
        }
    }
}

extension Finding.Level {
    var symbol: String {
        switch self {
        case .red: "✖"
        case .yellow: "!"
        case .grey: "?"
        }
    }
}
