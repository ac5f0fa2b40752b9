import Facilities

/// A record that counts in an account: it has an identity and an amount.
protocol Accounted: Codable, Hashable, Sendable {
    var id: String? { get }
    /// The id, manifest number, time or day of a record that this one corrects.
    var corrects: String? { get }
    var manifestNumber: String? { get }
    /// The figures that two entries of the same thing have in common, beside the manifest number.
    var amounts: [Double?] { get }
    /// Returns this record with its empty fields filled in from the other one.
    func completed(by other: Self) -> Self
    /// The record without photographs, which no account is about.
    var withoutPhotographs: Self { get }
    /// Returns the record under the id of the record that it replaces.
    func known(as id: String?) -> Self
}

extension Accounted {
    /// Whether nothing in one contradicts the other.
    func agrees(with other: Self) -> Bool { completed(by: other) == other.completed(by: self) }
}
