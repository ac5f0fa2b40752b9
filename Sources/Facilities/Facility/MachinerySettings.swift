/// The data that the rules for a non-road machine need.
public struct MachinerySettings: Hashable, Sendable {
    /// The limit class of GB 36886-2018.
    public enum LimitClass: String, Codable, Hashable, Sendable, CaseIterable {
        case one = "I"
        case two = "II"
        case three = "III"
    }

    /// The class that the smoke limit depends on.
    public var limitClass: LimitClass
    /// Rated power of the engine, kW.
    public var power: Double
    /// The day of the last exhaust test before the gateway was installed; nil where nobody knows.
    public var lastTest: Day?
    /// 环保登记号码; nil while the machine has none.
    public var registration: String?
    /// 环保信息公开编号: 24 characters, where the machine has one.
    public var disclosure: String?
    /// The day on which the machine was bought or came into the city.
    public var acquired: Day?
    /// The data that only the page shows.
    public var card = MachineCard()

    public init(
        limitClass: LimitClass, power: Double, lastTest: Day? = nil, registration: String? = nil,
        disclosure: String? = nil, acquired: Day? = nil
    ) {
        self.limitClass = limitClass
        self.power = power
        self.lastTest = lastTest
        self.registration = registration
        self.disclosure = disclosure
        self.acquired = acquired
    }
}

extension MachinerySettings.LimitClass {
    public var title: Text {
        switch self {
        case .one: Text(zh: "Ⅰ类", en: "class I")
        case .two: Text(zh: "Ⅱ类", en: "class II")
        case .three: Text(zh: "Ⅲ类", en: "class III")
        }
    }
}
