/// A reason code of MQTT 5 (section 2.4), with which an answer reports success or an error.
public struct ReasonCode: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    init(_ rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Creates the reason code of a CONNACK. The codes 1 to 5 of MQTT 3.1.1 become those of MQTT 5 with the same meaning.
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

    /// The packet was accepted; in a SUBACK the broker granted QoS 0.
    public static let success = ReasonCode(0x00)
    /// The broker granted a subscription at QoS 1.
    public static let grantedQoS1 = ReasonCode(0x01)
    /// The broker granted a subscription at QoS 2.
    public static let grantedQoS2 = ReasonCode(0x02)
    /// The client disconnects and asks the broker to publish its will.
    public static let disconnectWithWillMessage = ReasonCode(0x04)
    /// The message was accepted, but no client has subscribed to its topic.
    public static let noMatchingSubscribers = ReasonCode(0x10)
    /// The filter of an UNSUBSCRIBE had no subscription.
    public static let noSubscriptionExisted = ReasonCode(0x11)
    /// The authentication must be continued with another step.
    public static let continueAuthentication = ReasonCode(0x18)
    /// The client begins a new authentication.
    public static let reAuthenticate = ReasonCode(0x19)
    /// The packet was refused for a reason that has no code, or that the broker does not disclose.
    public static let unspecifiedError = ReasonCode(0x80)
    /// The packet could not be parsed.
    public static let malformedPacket = ReasonCode(0x81)
    /// The packet was unexpected, or violates the protocol.
    public static let protocolError = ReasonCode(0x82)
    /// The packet is valid, but the implementation does not accept it.
    public static let implementationSpecificError = ReasonCode(0x83)
    /// The broker does not support the version of the protocol.
    public static let unsupportedProtocolVersion = ReasonCode(0x84)
    /// The broker does not allow the client identifier.
    public static let clientIdentifierNotValid = ReasonCode(0x85)
    /// The broker does not accept the user name or the password.
    public static let badUserNameOrPassword = ReasonCode(0x86)
    /// The client may not do this.
    public static let notAuthorized = ReasonCode(0x87)
    /// The broker is not available at present.
    public static let serverUnavailable = ReasonCode(0x88)
    /// The broker is busy; the client may try again later.
    public static let serverBusy = ReasonCode(0x89)
    /// The broker has banned the client.
    public static let banned = ReasonCode(0x8A)
    /// The broker is shutting down.
    public static let serverShuttingDown = ReasonCode(0x8B)
    /// The broker does not support the authentication method, or it is not the one of the connection.
    public static let badAuthenticationMethod = ReasonCode(0x8C)
    /// The broker received no packet for one and a half times the keep-alive time.
    public static let keepAliveTimeout = ReasonCode(0x8D)
    /// Another connection with the same client identifier has taken over the session.
    public static let sessionTakenOver = ReasonCode(0x8E)
    /// The topic filter is correct, but the broker does not accept it.
    public static let topicFilterInvalid = ReasonCode(0x8F)
    /// The topic name is correct, but the broker does not accept it.
    public static let topicNameInvalid = ReasonCode(0x90)
    /// The packet identifier is already in use.
    public static let packetIdentifierInUse = ReasonCode(0x91)
    /// The packet identifier is unknown.
    public static let packetIdentifierNotFound = ReasonCode(0x92)
    /// The client sent more messages without a PUBACK than the broker's Receive Maximum.
    public static let receiveMaximumExceeded = ReasonCode(0x93)
    /// The topic alias is 0, or greater than the Topic Alias Maximum.
    public static let topicAliasInvalid = ReasonCode(0x94)
    /// The packet is larger than the Maximum Packet Size.
    public static let packetTooLarge = ReasonCode(0x95)
    /// The client sends messages too fast.
    public static let messageRateTooHigh = ReasonCode(0x96)
    /// A limit of the broker, such as its storage, is exceeded.
    public static let quotaExceeded = ReasonCode(0x97)
    /// An administrator has closed the connection.
    public static let administrativeAction = ReasonCode(0x98)
    /// The payload does not have the format that its properties state.
    public static let payloadFormatInvalid = ReasonCode(0x99)
    /// The broker does not support retained messages.
    public static let retainNotSupported = ReasonCode(0x9A)
    /// The broker does not support the QoS.
    public static let qosNotSupported = ReasonCode(0x9B)
    /// The client should use another broker for the time being.
    public static let useAnotherServer = ReasonCode(0x9C)
    /// The broker has moved; the client should use another one from now on.
    public static let serverMoved = ReasonCode(0x9D)
    /// The broker does not support shared subscriptions.
    public static let sharedSubscriptionsNotSupported = ReasonCode(0x9E)
    /// Connections are opened too often.
    public static let connectionRateExceeded = ReasonCode(0x9F)
    /// The longest time that is allowed for this connection has passed.
    public static let maximumConnectTime = ReasonCode(0xA0)
    /// The broker does not support subscription identifiers.
    public static let subscriptionIdentifiersNotSupported = ReasonCode(0xA1)
    /// The broker does not support subscriptions with wildcards.
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
