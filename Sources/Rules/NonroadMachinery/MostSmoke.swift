import Facilities

extension MachinerySettings {
    /// The limit of the light absorption of the smoke by class and rated power, 1/m (GB 36886-2018 table 1, from
    /// memory).
    var mostSmoke: Double {
        switch (limitClass, power) {
        case (.one, ..<19): 3.00
        case (.one, ..<37): 2.00
        case (.one, _): 1.61
        case (.two, ..<19): 2.00
        case (.two, ..<37): 1.00
        case (.two, _): 0.80
        case (.three, ..<37): 0.80
        case (.three, _): 0.50
        }
    }
}
