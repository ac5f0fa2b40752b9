import Foundation
import TestSupport

/// What a mosquitto writes to its log.
final class BrokerLog {
    private let folder = try! TemporaryFolder()

    private var path: String { folder.path + "/broker.log" }

    /// Lines of its configuration. It stays the user who starts it, so that it can write there.
    var settings: String { "user root\nlog_dest file \(path)\nlog_type all\n" }

    var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    /// How often a client has connected.
    func connects(of id: String) -> Int {
        text.split(separator: "\n").count { $0.contains("New client connected") && $0.contains(" as \(id) ") }
    }
}
