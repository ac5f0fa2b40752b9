import Facilities

extension Text {
    /// Returns the two texts joined without a space.
    static func + (first: Text, second: Text) -> Text {
        Text(zh: first.zh + second.zh, en: first.en + second.en)
    }

    /// Returns the text with the endpoint before it.
    func at(_ endpoint: ModbusEndpoint) -> Text {
        Text(zh: "\(endpoint)：\(zh)", en: "\(endpoint): \(en)")
    }
}
