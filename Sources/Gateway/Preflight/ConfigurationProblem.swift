import Facilities
import Synchronization

/// What is wrong with the configuration that was to be read last; nil if it is in force.
final class ConfigurationProblem: Sendable {
    private let text = Mutex<Text?>(nil)

    func set(_ text: Text) { self.text.withLock { $0 = text } }

    var current: Text? { text.withLock(\.self) }
}
