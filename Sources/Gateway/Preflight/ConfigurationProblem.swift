import Facilities
import Synchronization

/// The error of the configuration that was read last; nil if that configuration is in use.
final class ConfigurationProblem: Sendable {
    private let text = Mutex<Text?>(nil)

    func set(_ text: Text) { self.text.withLock { $0 = text } }

    var current: Text? { text.withLock(\.self) }
}
