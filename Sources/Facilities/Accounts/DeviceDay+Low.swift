extension DeviceDay {
    /// The low rates, each in words: `dust-1在线率85%`.
    var low: [Text] {
        let rates = Rates([self])
        return [Rates.Kind.online, .validity].compactMap { kind in
            guard rates.isLow(kind), let percent = rates[kind]?.percent else { return nil }
            return Text(zh: "\(device)\(kind.title.zh)\(percent)%", en: "\(device) \(kind.title.en) \(percent) %")
        }
    }
}
