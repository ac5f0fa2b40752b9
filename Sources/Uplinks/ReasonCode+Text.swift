import Facilities
import MQTT

extension ReasonCode {
    /// The broker's answer and its possible cause: a sentence for people, without the number.
    var text: Text {
        Self.texts[self]
            ?? Text(zh: "服务器给出了标准之外的原因码", en: "the broker gave a reason code that the standard does not have")
    }

    /// The sentence with the number of the code before it.
    var numberedText: Text { Text(zh: "服务器答复 \(word)：\(text.zh)", en: "the broker answered \(word): \(text.en)") }

    private static let texts: [ReasonCode: Text] = connecting.merging(sending) { one, _ in one }

    /// The meanings of the codes for a connection.
    private static let connecting: [ReasonCode: Text] = [
        .unsupportedProtocolVersion: Text(
            zh: "它不支持这个 MQTT 版本", en: "it does not speak this version of MQTT"),
        .clientIdentifierNotValid: Text(
            zh: "它不接受本网关的客户端标识，请检查 gateway: id 与服务器的规定",
            en: "it does not accept this gateway's client id; check gateway: id and the broker's rules"),
        .badUserNameOrPassword: Text(
            zh: "用户名或密码不对，请检查 username 和 passwordFile",
            en: "user name or password is wrong; check username and passwordFile"),
        .serverUnavailable: Text(zh: "服务器暂时不可用", en: "the broker is not available at present"),
        .serverBusy: Text(zh: "服务器正忙", en: "the broker is busy"),
        .banned: Text(zh: "本网关被服务器禁止，请联系服务器的管理员", en: "this gateway is banned; ask the broker's operator"),
        .serverShuttingDown: Text(zh: "服务器正在关闭", en: "the broker is shutting down"),
        .badAuthenticationMethod: Text(
            zh: "服务器要求另一种认证方式", en: "the broker wants another way of authentication"),
        .keepAliveTimeout: Text(
            zh: "服务器在约定时间内没有收到数据，线路可能中断过", en: "the broker heard nothing in time; the line may have been interrupted"),
        .sessionTakenOver: Text(
            zh: "另一个客户端使用了同一标识，可能有两台网关的 id 相同",
            en: "another client uses this id; two gateways may have the same id"),
        .useAnotherServer: Text(
            zh: "服务器要求改用另一台，请修改 url", en: "the broker wants another server to be used; change the url"),
        .serverMoved: Text(zh: "服务器已迁移到另一台，请修改 url", en: "the broker has moved to another server; change the url"),
        .connectionRateExceeded: Text(zh: "连接过于频繁", en: "connections come too often"),
        .maximumConnectTime: Text(zh: "服务器限定的连接时间已到", en: "the time that the broker allows for a connection is over"),
        .administrativeAction: Text(zh: "服务器的管理员断开了连接", en: "the broker's operator ended the connection"),
        .receiveMaximumExceeded: Text(
            zh: "未确认的消息多于服务器允许的数量", en: "more messages were unacknowledged than the broker allows"),
        .topicAliasInvalid: Text(zh: "服务器认为主题别名无效", en: "the broker takes a topic alias for invalid"),
        .protocolError: Text(zh: "服务器认为违反了协议", en: "the broker says that the protocol was broken"),
        .malformedPacket: Text(zh: "服务器认为数据包格式错误", en: "the broker says that a packet was malformed"),
        .disconnectWithWillMessage: Text(zh: "服务器断开了连接", en: "the broker ended the connection"),
        .continueAuthentication: Text(zh: "服务器要求继续认证", en: "the broker wants authentication to continue"),
        .reAuthenticate: Text(zh: "服务器要求重新认证", en: "the broker wants authentication to be repeated"),
    ]

    /// The meanings of the codes for a message or a subscription.
    private static let sending: [ReasonCode: Text] = [
        .success: Text(zh: "已接受", en: "accepted"),
        .grantedQoS1: Text(zh: "已接受（QoS 1）", en: "accepted (QoS 1)"),
        .grantedQoS2: Text(zh: "已接受（QoS 2）", en: "accepted (QoS 2)"),
        .noMatchingSubscribers: Text(zh: "已接受，目前没有订阅者", en: "accepted; nobody subscribes at present"),
        .noSubscriptionExisted: Text(zh: "没有这个订阅", en: "there was no such subscription"),
        .unspecifiedError: Text(zh: "服务器没有说明原因", en: "the broker gives no reason"),
        .implementationSpecificError: Text(
            zh: "服务器自己的原因，请查看它的日志", en: "a reason of the broker's own; see its log"),
        .notAuthorized: Text(
            zh: "没有权限，请检查服务器的访问控制（ACL）", en: "not authorised; check the broker's access control (ACL)"),
        .topicFilterInvalid: Text(zh: "订阅的主题无效", en: "the topic filter is not valid there"),
        .topicNameInvalid: Text(
            zh: "主题名无效，请检查 topicPrefix 与服务器的规定",
            en: "the topic is not valid there; check topicPrefix and the broker's rules"),
        .packetIdentifierInUse: Text(zh: "报文标识已被占用", en: "the packet identifier is in use"),
        .packetIdentifierNotFound: Text(zh: "没有这个报文标识", en: "there is no such packet identifier"),
        .packetTooLarge: Text(
            zh: "消息大于服务器允许的长度，可在服务器处调大",
            en: "the message is larger than the broker takes; the broker's limit can be raised"),
        .messageRateTooHigh: Text(zh: "消息过于频繁", en: "messages come too often"),
        .quotaExceeded: Text(
            zh: "服务器的配额已用完，可能是存储已满或流量受限",
            en: "the broker's quota is used up; its storage may be full or its rate limited"),
        .payloadFormatInvalid: Text(zh: "服务器不接受消息的内容", en: "the broker does not accept the content of the message"),
        .retainNotSupported: Text(zh: "服务器不支持保留消息", en: "the broker does not support retained messages"),
        .qosNotSupported: Text(zh: "服务器不支持 QoS 1", en: "the broker does not support QoS 1"),
        .sharedSubscriptionsNotSupported: Text(
            zh: "服务器不支持共享订阅", en: "the broker does not support shared subscriptions"),
        .subscriptionIdentifiersNotSupported: Text(
            zh: "服务器不支持订阅标识", en: "the broker does not support subscription identifiers"),
        .wildcardSubscriptionsNotSupported: Text(
            zh: "服务器不支持通配符订阅", en: "the broker does not support wildcard subscriptions"),
    ]
}
