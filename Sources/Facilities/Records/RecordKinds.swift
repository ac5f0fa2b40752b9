extension RecordKind {
    /// The kinds of record that there are, in the order in which they are listed. A new one is a line here and a file in `Kinds`.
    static let types: [any RecordContent.Type] = [
        CarbonReplacement.self,
        ReplacementStart.self,
        WasteTransfer.self,
        CarbonInspection.self,
        Cleaning.self,
        CleaningStart.self,
        ExhaustTest.self,
        Registration.self,
        CityAir.self,
        SiteMeasure.self,
        Complaint.self,
        AnsweredComplaint.self,
        ComplaintProgress.self,
        ClosedComplaint.self,
        ComplaintRating.self,
        Acknowledgement.self,
        Rectification.self,
        Visit.self,
        Shelving.self,
        Maintenance.self,
        Calibration.self,
        Notice.self,
        NoticeReceipt.self,
        TrainingResult.self,
    ]
}
