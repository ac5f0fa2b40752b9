import Facilities

extension Observed {
    /// Returns the device and the place of a channel that is not the only one of its quantity, or whose place has a
    /// name: `一级箱（p1）`. It is empty for the others.
    func place(of channel: Channel) -> String {
        let isOnly = channels(of: channel.id.quantity).count == 1
        if channel.place.isEmpty { return isOnly ? "" : channel.id.device.description }
        return isOnly ? channel.place : "\(channel.place)（\(channel.id.device)）"
    }

    /// Returns the name of a channel's quantity, and its place: `一级箱（p1）压差`.
    func title(of channel: Channel) -> Text {
        let (place, what) = (place(of: channel), channel.id.quantity.title)
        guard !place.isEmpty else { return what }
        return Text(zh: "\(place)\(what.zh)", en: "\(place), \(what.en)")
    }

    /// Returns the text of a finding with the place before it.
    func at(_ channel: Channel, _ text: Text) -> Text {
        let place = place(of: channel)
        guard !place.isEmpty else { return text }
        return Text(zh: "\(place)：\(text.zh)", en: "\(place): \(text.en)")
    }
}

extension Bound {
    /// The words before a figure: `不低于`, `at least `.
    var words: Text {
        switch self {
        case .exact: Text(zh: "", en: "")
        case .atLeast: Text(zh: "不低于", en: "at least ")
        case .atMost: Text(zh: "不高于", en: "at most ")
        }
    }
}

extension Double {
    /// Returns the number with some decimals, and the words for its bound: `不低于1000`.
    func shown(_ bound: Bound, decimals: Int, beside limit: Double) -> Text {
        let number = plainText(decimals: decimals, beside: limit)
        return Text(zh: "\(bound.words.zh)\(number)", en: "\(bound.words.en)\(number)")
    }
}
