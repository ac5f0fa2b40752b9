import Facilities

extension Observed {
    /// Of which device and where, for a channel that is not the only one of its quantity or whose place has a name:
    /// `一级箱（p1）`. Empty for the others: there is nothing to tell apart.
    func place(of channel: Channel) -> String {
        let isOnly = channels(of: channel.id.quantity).count == 1
        if channel.place.isEmpty { return isOnly ? "" : channel.id.device.description }
        return isOnly ? channel.place : "\(channel.place)（\(channel.id.device)）"
    }

    /// What a channel measures, and where: `一级箱（p1）压差`.
    func title(of channel: Channel) -> Text {
        let (place, what) = (place(of: channel), channel.id.quantity.title)
        guard !place.isEmpty else { return what }
        return Text(zh: "\(place)\(what.zh)", en: "\(place), \(what.en)")
    }

    /// The words of a finding with the place before them.
    func at(_ channel: Channel, _ text: Text) -> Text {
        let place = place(of: channel)
        guard !place.isEmpty else { return text }
        return Text(zh: "\(place)：\(text.zh)", en: "\(place): \(text.en)")
    }
}

extension Bound {
    /// What is said before a figure: `不低于`, `at least `.
    var words: Text {
        switch self {
        case .exact: Text(zh: "", en: "")
        case .atLeast: Text(zh: "不低于", en: "at least ")
        case .atMost: Text(zh: "不高于", en: "at most ")
        }
    }
}

extension Double {
    /// With so many decimals, and what it is a bound of: `不低于1000`.
    func shown(_ bound: Bound, decimals: Int, beside limit: Double) -> Text {
        let number = plainText(decimals: decimals, beside: limit)
        return Text(zh: "\(bound.words.zh)\(number)", en: "\(bound.words.en)\(number)")
    }
}
