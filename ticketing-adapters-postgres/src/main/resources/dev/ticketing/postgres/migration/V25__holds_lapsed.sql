-- Where a section says which holds were over: the story of one of them looks for it.
CREATE INDEX event_holds_lapsed ON event (partition, stream_id, version)
WHERE type = 'holds-lapsed';

-- That a hold has lapsed is not written into its row. The few of a show that may still be paid for are
-- found by when they end.
CREATE INDEX reservation_row_open ON reservation_row (partition, copy, show_id, expires_at)
WHERE status IN ('HELD', 'PAYMENT_PENDING');
