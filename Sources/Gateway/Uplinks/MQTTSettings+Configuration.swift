public import MQTT
public import SiteConfiguration

extension MQTTSettings {
    /// Creates the settings of a connection to a broker.
    ///
    /// - Throws: the reason why the password cannot be read now. The client reports it, and reads the password again at its
    ///   next attempt.
    public init(_ broker: Configuration.Broker, clientID: String) throws {
        self.init(host: broker.host, port: broker.port, clientID: clientID)
        version = broker.version.map { $0 == .v5 ? .v5 : .v311 }
        (cleanStart, sessionExpiry) = (false, .seconds(7 * 86_400))
        username = broker.username
        password = try broker.passwordFile.map(Password.read)
        security = broker.security.map {
            Security(authority: $0.authority, certificate: $0.certificate, key: $0.key)
        }
    }
}
