import Facilities

/// The sentences that people see for the error codes of MQTT 5, by the number of the code: Chinese, then English.
let sentences: [UInt8: Text] = [
    0x80: Text(zh: "服务器没有说明原因", en: "the broker gives no reason"),
    0x81: Text(zh: "服务器认为数据包格式错误", en: "the broker says that a packet was malformed"),
    0x82: Text(zh: "服务器认为违反了协议", en: "the broker says that the protocol was broken"),
    0x83: Text(zh: "服务器自己的原因，请查看它的日志", en: "a reason of the broker's own; see its log"),
    0x84: Text(zh: "它不支持这个 MQTT 版本", en: "it does not speak this version of MQTT"),
    0x85: Text(
        zh: "它不接受本网关的客户端标识，请检查 gateway: id 与服务器的规定",
        en: "it does not accept this gateway's client id; check gateway: id and the broker's rules"),
    0x86: Text(
        zh: "用户名或密码不对，请检查 username 和 passwordFile",
        en: "user name or password is wrong; check username and passwordFile"),
    0x87: Text(zh: "没有权限，请检查服务器的访问控制（ACL）", en: "not authorised; check the broker's access control (ACL)"),
    0x88: Text(zh: "服务器暂时不可用", en: "the broker is not available at present"),
    0x89: Text(zh: "服务器正忙", en: "the broker is busy"),
    0x8A: Text(zh: "本网关被服务器禁止，请联系服务器的管理员", en: "this gateway is banned; ask the broker's operator"),
    0x8B: Text(zh: "服务器正在关闭", en: "the broker is shutting down"),
    0x8C: Text(zh: "服务器要求另一种认证方式", en: "the broker wants another way of authentication"),
    0x8D: Text(
        zh: "服务器在约定时间内没有收到数据，线路可能中断过",
        en: "the broker heard nothing in time; the line may have been interrupted"),
    0x8E: Text(
        zh: "另一个客户端使用了同一标识，可能有两台网关的 id 相同",
        en: "another client uses this id; two gateways may have the same id"),
    0x8F: Text(zh: "订阅的主题无效", en: "the topic filter is not valid there"),
    0x90: Text(
        zh: "主题名无效，请检查 topicPrefix 与服务器的规定",
        en: "the topic is not valid there; check topicPrefix and the broker's rules"),
    0x91: Text(zh: "报文标识已被占用", en: "the packet identifier is in use"),
    0x92: Text(zh: "没有这个报文标识", en: "there is no such packet identifier"),
    0x93: Text(zh: "未确认的消息多于服务器允许的数量", en: "more messages were unacknowledged than the broker allows"),
    0x94: Text(zh: "服务器认为主题别名无效", en: "the broker takes a topic alias for invalid"),
    0x95: Text(
        zh: "消息大于服务器允许的长度，可在服务器处调大",
        en: "the message is larger than the broker takes; the broker's limit can be raised"),
    0x96: Text(zh: "消息过于频繁", en: "messages come too often"),
    0x97: Text(
        zh: "服务器的配额已用完，可能是存储已满或流量受限",
        en: "the broker's quota is used up; its storage may be full or its rate limited"),
    0x98: Text(zh: "服务器的管理员断开了连接", en: "the broker's operator ended the connection"),
    0x99: Text(zh: "服务器不接受消息的内容", en: "the broker does not accept the content of the message"),
    0x9A: Text(zh: "服务器不支持保留消息", en: "the broker does not support retained messages"),
    0x9B: Text(zh: "服务器不支持 QoS 1", en: "the broker does not support QoS 1"),
    0x9C: Text(zh: "服务器要求改用另一台，请修改 url", en: "the broker wants another server to be used; change the url"),
    0x9D: Text(zh: "服务器已迁移到另一台，请修改 url", en: "the broker has moved to another server; change the url"),
    0x9E: Text(zh: "服务器不支持共享订阅", en: "the broker does not support shared subscriptions"),
    0x9F: Text(zh: "连接过于频繁", en: "connections come too often"),
    0xA0: Text(zh: "服务器限定的连接时间已到", en: "the time that the broker allows for a connection is over"),
    0xA1: Text(zh: "服务器不支持订阅标识", en: "the broker does not support subscription identifiers"),
    0xA2: Text(zh: "服务器不支持通配符订阅", en: "the broker does not support wildcard subscriptions"),
]
