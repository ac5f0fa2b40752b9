/// Who says that the machine's clock follows a time source.
public enum TimeSource: String, Codable, Hashable, Sendable, CaseIterable {
    /// The kernel: some program keeps its clock synchronised.
    case kernel
    /// systemd-timesyncd, which leaves a file when it has synchronised the clock.
    case timesyncd
    /// chronyd, which answers questions on this machine.
    case chrony

    public var title: Text {
        switch self {
        case .kernel: Text(zh: "系统内核", en: "the kernel")
        case .timesyncd: Text(zh: "systemd-timesyncd", en: "systemd-timesyncd")
        case .chrony: Text(zh: "chrony", en: "chrony")
        }
    }
}
