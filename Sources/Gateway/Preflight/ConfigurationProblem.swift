import Synchronization

/// What is wrong with the configuration that was to be read last; nil if it is in force.
final class ConfigurationProblem: Sendable {
    private let text = Mutex<String?>(nil)

    func set(_ text: String) { self.text.withLock { $0 = text } }

    var current: String? { text.withLock(\.self) }
}
