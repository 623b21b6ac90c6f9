-- Bodies of rows are written and read whole, and by this program alone: nothing has to take them apart
-- on the way. Whoever looks by hand writes CAST(body AS jsonb). What two copies hold is compared by
-- its text, so all of it is folded from the log again.
DELETE FROM parked_event;
DELETE FROM dead_letter WHERE status IN ('PARKED', 'RETRYING');
DELETE FROM consumer WHERE role <> 'SERVING';
UPDATE consumer SET position = 0, owner = NULL, lease_until = NULL, fence = fence + 1;

TRUNCATE
    section_due,
    open_transfer,
    show_row,
    reservation_row,
    payment_row,
    ticket_row,
    section_row,
    sold_row,
    sales_row,
    revenue_row,
    sales_reservation,
    sales_payment,
    sales_ticket,
    customer_row,
    spending_row,
    customer_currency,
    customer_show,
    customer_payment,
    customer_ticket,
    customer_visited;

ALTER TABLE section_due       ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE open_transfer     ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE show_row          ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE reservation_row   ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE payment_row       ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE ticket_row        ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE section_row       ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE sold_row          ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE sales_row         ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE revenue_row       ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE sales_reservation ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE sales_payment     ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE sales_ticket      ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE customer_row      ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE spending_row      ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE customer_currency ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE customer_show     ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE customer_payment  ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE customer_ticket   ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE customer_visited  ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
