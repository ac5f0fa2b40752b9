import Addresses
import Facilities
import StrictYAML

extension ConfigurationReader {
    func page(_ value: YAMLValue?) -> Configuration.PageSettings? {
        var settings = Configuration.PageSettings.usual
        guard let value else { return settings }
        guard
            let map = value.mapping(
                "listen", "publicURL", "trustedProxies", "allowPlainPIN", "metrics", "noticeHosts")
        else { return nil }
        if let listen = map["listen"]?.parse(
            Text(zh: "地址和端口，如 127.0.0.1:8080", en: "an address and a port, such as 127.0.0.1:8080"), HostAndPort.init)
        {
            (settings.host, settings.port) = (listen.host, listen.port)
        }
        let url = map["publicURL"]?.parse(
            Text(
                zh: "含 {code} 的网址，只用英文字符，如 https://ma.example.cn/q/{code}",
                en: "an address in ASCII with {code} in it, such as https://ma.example.cn/q/{code}")
        ) {
            $0.utf8.allSatisfy { $0 < 128 } && $0.contains("{code}") && $0.hasPrefix("http") ? $0 : nil
        }
        settings.publicURL = url ?? settings.publicURL
        map["publicURL"].map { labelPlaces.publicURL = $0.place }
        places.listen = map["listen"]?.place
        settings.trustedProxies = map["trustedProxies"]?.sequence?.compactMap(proxy) ?? settings.trustedProxies
        settings.allowsPlainPIN = map["allowPlainPIN"]?.bool ?? settings.allowsPlainPIN
        settings.metrics = map["metrics"]?.choice(Configuration.PageSettings.MetricsReaders.self) ?? settings.metrics
        settings.noticeHosts = Set(map["noticeHosts"]?.sequence?.compactMap(noticeHost) ?? [])
        return settings
    }

    private func noticeHost(_ value: YAMLValue) -> String? {
        value.parse(Text(zh: "主机名，如 sthjj.nanjing.gov.cn", en: "the name of a host, such as sthjj.nanjing.gov.cn")) {
            NoticeLink("https://\($0)/")?.host == $0.lowercased() ? $0.lowercased() : nil
        }
    }

    private func proxy(_ value: YAMLValue) -> AddressRange? {
        let expected =
            Text(
                zh: "IP 地址，或网段，如 127.0.0.1、10.0.0.0/8、fd00::/8",
                en:
                    "an IP address or a range whose address ends with its prefix, such as 127.0.0.1, 10.0.0.0/8 or fd00::/8"
            )
        guard let range = value.parse(expected, AddressRange.init) else { return nil }
        if range.isTooWide {
            warnings.append(
                value.mistake(
                    Text(
                        zh: "网段 \(range) 太大，外人可以冒充任何地址；请只写反向代理自己的地址，如 127.0.0.1",
                        en: "the range \(range) lets strangers choose the address that they are known by; "
                            + "name the proxies themselves, such as 127.0.0.1")))
        }
        return range
    }
}
