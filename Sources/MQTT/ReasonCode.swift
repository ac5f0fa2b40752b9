/// A reason code of MQTT 5 (section 2.4), by its number.
public struct ReasonCode: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    init(_ rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The reason of a CONNACK. Codes 1 to 5 of MQTT 3.1.1 become those of MQTT 5 with the same meaning.
    init(connack code: CInt) {
        switch code {
        case 1: self = .unsupportedProtocolVersion
        case 2: self = .clientIdentifierNotValid
        case 3: self = .serverUnavailable
        case 4: self = .badUserNameOrPassword
        case 5: self = .notAuthorized
        default: self.init(UInt8(truncatingIfNeeded: code))
        }
    }

    /// Whether the code reports a failure: 0x80 or more.
    public var isError: Bool { rawValue >= 0x80 }

    /// The name that the standard gives it, or its number where the standard has none.
    public var name: String { Self.names[self] ?? "Reason code 0x\(String(rawValue, radix: 16, uppercase: true))" }

    /// In a CONNACK and a PUBACK. In a SUBACK: granted QoS 0.
    public static let success = ReasonCode(0x00)
    public static let grantedQoS1 = ReasonCode(0x01)
    public static let grantedQoS2 = ReasonCode(0x02)
    public static let disconnectWithWillMessage = ReasonCode(0x04)
    public static let noMatchingSubscribers = ReasonCode(0x10)
    public static let noSubscriptionExisted = ReasonCode(0x11)
    public static let continueAuthentication = ReasonCode(0x18)
    public static let reAuthenticate = ReasonCode(0x19)
    public static let unspecifiedError = ReasonCode(0x80)
    public static let malformedPacket = ReasonCode(0x81)
    public static let protocolError = ReasonCode(0x82)
    public static let implementationSpecificError = ReasonCode(0x83)
    public static let unsupportedProtocolVersion = ReasonCode(0x84)
    public static let clientIdentifierNotValid = ReasonCode(0x85)
    public static let badUserNameOrPassword = ReasonCode(0x86)
    public static let notAuthorized = ReasonCode(0x87)
    public static let serverUnavailable = ReasonCode(0x88)
    public static let serverBusy = ReasonCode(0x89)
    public static let banned = ReasonCode(0x8A)
    public static let serverShuttingDown = ReasonCode(0x8B)
    public static let badAuthenticationMethod = ReasonCode(0x8C)
    public static let keepAliveTimeout = ReasonCode(0x8D)
    public static let sessionTakenOver = ReasonCode(0x8E)
    public static let topicFilterInvalid = ReasonCode(0x8F)
    public static let topicNameInvalid = ReasonCode(0x90)
    public static let packetIdentifierInUse = ReasonCode(0x91)
    public static let packetIdentifierNotFound = ReasonCode(0x92)
    public static let receiveMaximumExceeded = ReasonCode(0x93)
    public static let topicAliasInvalid = ReasonCode(0x94)
    public static let packetTooLarge = ReasonCode(0x95)
    public static let messageRateTooHigh = ReasonCode(0x96)
    public static let quotaExceeded = ReasonCode(0x97)
    public static let administrativeAction = ReasonCode(0x98)
    public static let payloadFormatInvalid = ReasonCode(0x99)
    public static let retainNotSupported = ReasonCode(0x9A)
    public static let qosNotSupported = ReasonCode(0x9B)
    public static let useAnotherServer = ReasonCode(0x9C)
    public static let serverMoved = ReasonCode(0x9D)
    public static let sharedSubscriptionsNotSupported = ReasonCode(0x9E)
    public static let connectionRateExceeded = ReasonCode(0x9F)
    public static let maximumConnectTime = ReasonCode(0xA0)
    public static let subscriptionIdentifiersNotSupported = ReasonCode(0xA1)
    public static let wildcardSubscriptionsNotSupported = ReasonCode(0xA2)

    /// All codes of the standard, in the order of their numbers.
    public static let all = names.keys.sorted { $0.rawValue < $1.rawValue }

    private static let names: [ReasonCode: String] = [
        success: "Success", grantedQoS1: "Granted QoS 1", grantedQoS2: "Granted QoS 2",
        disconnectWithWillMessage: "Disconnect with Will Message", noMatchingSubscribers: "No matching subscribers",
        noSubscriptionExisted: "No subscription existed", continueAuthentication: "Continue authentication",
        reAuthenticate: "Re-authenticate", unspecifiedError: "Unspecified error", malformedPacket: "Malformed Packet",
        protocolError: "Protocol Error", implementationSpecificError: "Implementation specific error",
        unsupportedProtocolVersion: "Unsupported Protocol Version",
        clientIdentifierNotValid: "Client Identifier not valid",
        badUserNameOrPassword: "Bad User Name or Password", notAuthorized: "Not authorized",
        serverUnavailable: "Server unavailable", serverBusy: "Server busy", banned: "Banned",
        serverShuttingDown: "Server shutting down", badAuthenticationMethod: "Bad authentication method",
        keepAliveTimeout: "Keep Alive timeout", sessionTakenOver: "Session taken over",
        topicFilterInvalid: "Topic Filter invalid", topicNameInvalid: "Topic Name invalid",
        packetIdentifierInUse: "Packet Identifier in use", packetIdentifierNotFound: "Packet Identifier not found",
        receiveMaximumExceeded: "Receive Maximum exceeded", topicAliasInvalid: "Topic Alias invalid",
        packetTooLarge: "Packet too large", messageRateTooHigh: "Message rate too high",
        quotaExceeded: "Quota exceeded", administrativeAction: "Administrative action",
        payloadFormatInvalid: "Payload format invalid", retainNotSupported: "Retain not supported",
        qosNotSupported: "QoS not supported", useAnotherServer: "Use another server", serverMoved: "Server moved",
        sharedSubscriptionsNotSupported: "Shared Subscriptions not supported",
        connectionRateExceeded: "Connection rate exceeded", maximumConnectTime: "Maximum connect time",
        subscriptionIdentifiersNotSupported: "Subscription Identifiers not supported",
        wildcardSubscriptionsNotSupported: "Wildcard Subscriptions not supported",
    ]
}
