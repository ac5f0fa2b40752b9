extension Record {
    /// The JSON paths of the texts of a record that are names or free text.
    var personalFields: [[String]] {
        let own = kind.type.fields.filter(\.isPersonal).map { ["body", $0.name] }
        return [["by"]] + own + kind.type.formerPersonalFields.map { ["body", $0] }
    }
}

extension RecordDraft {
    /// The draft without names and free text.
    public var withoutPeople: RecordDraft {
        let head = head.filter { name, _ in !RecordForm.head.contains { $0.name == name && $0.isPersonal } }
        guard let type = kind?.type else { return RecordDraft(head: head, body: [:]) }
        let personal = type.fields.filter(\.isPersonal).map(\.name)
        return RecordDraft(head: head, body: body.filter { !personal.contains($0.key) })
    }
}
