-- Where a section says which holds were over: the story of one of them looks for it.
CREATE INDEX event_holds_lapsed ON event (partition, stream_id, version)
WHERE type = 'holds-lapsed';
