import Foundation
import MQTT

extension MQTTSettings {
    init(_ broker: Configuration.Broker, clientID: String) throws {
        self.init(host: broker.host, port: broker.port, clientID: clientID)
        version5 = broker.version5
        username = broker.username
        if let file = broker.passwordFile {
            password = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines)
        }
        security = broker.security.map {
            Security(authority: $0.authority, certificate: $0.certificate, key: $0.key)
        }
    }
}
