import Facilities

extension Text {
    /// One text directly after the other.
    static func + (first: Text, second: Text) -> Text {
        Text(zh: first.zh + second.zh, en: first.en + second.en)
    }

    /// The text with the line it is about before it.
    func at(_ endpoint: ModbusEndpoint) -> Text {
        Text(zh: "\(endpoint)：\(zh)", en: "\(endpoint): \(en)")
    }
}
