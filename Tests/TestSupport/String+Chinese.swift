extension String {
    /// Whether it has a Chinese character, so that it cannot be the English text once more.
    public var isChinese: Bool { unicodeScalars.contains { 0x4E00...0x9FFF ~= $0.value } }
}
