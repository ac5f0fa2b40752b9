/// The programs that can keep the machine's clock right.
public enum TimeSource: String, Codable, Hashable, Sendable, CaseIterable {
    /// A program that the kernel knows of steers the kernel's clock.
    case kernel
    /// systemd-timesyncd has set the clock since the machine started.
    case timesyncd
    /// chronyd follows a source, and the clock agrees with it.
    case chrony

    public var title: Text {
        switch self {
        case .kernel: Text(zh: "内核", en: "kernel")
        case .timesyncd: Text(zh: "systemd-timesyncd", en: "systemd-timesyncd")
        case .chrony: Text(zh: "chronyd", en: "chronyd")
        }
    }
}
