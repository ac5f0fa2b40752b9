import Facilities
import Journal

extension TableWriter.Cell {
    /// Returns the cell with the epoch of a sequence; empty in a journal that no version with epochs has opened yet.
    static func epoch(of sequence: Int64, _ epochs: Epochs) -> Self {
        epochs.id(of: sequence).map(Self.text) ?? .none
    }
}
