package dev.ticketing.http;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Draws a text as a QR code, in a PNG (RFC 2083) of one bit a pixel. */
final class QrCode {

    private static final int PIXELS_PER_MODULE = 6;
    private static final int QUIET_ZONE = 4;
    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final byte BIT_DEPTH = 1;

    private static final Map<EncodeHintType, ?> HINTS =
            Map.of(
                    EncodeHintType.ERROR_CORRECTION,
                    ErrorCorrectionLevel.M,
                    EncodeHintType.MARGIN,
                    QUIET_ZONE,
                    EncodeHintType.CHARACTER_SET,
                    StandardCharsets.UTF_8.name());

    private QrCode() {}

    static byte[] png(String text) {
        try {
            return png(modules(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The smallest squares of the picture, dark ones set, with the quiet zone around them. */
    static BitMatrix modules(String text) {
        try {
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS);
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + text.length(), e);
        }
    }

    private static byte[] png(BitMatrix modules) throws IOException {
        int width = modules.getWidth() * PIXELS_PER_MODULE;
        int height = modules.getHeight() * PIXELS_PER_MODULE;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(PNG_SIGNATURE);
        // Behind the sizes: bit depth, then grey, deflated, filtered by line, not interlaced.
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(BIT_DEPTH);
        chunk(out, "IHDR", header.array(), header.capacity());
        byte[] pixels = pixels(modules, width, height);
        byte[] packed = new byte[pixels.length + 64];
        chunk(out, "IDAT", packed, deflate(pixels, packed));
        chunk(out, "IEND", new byte[0], 0);
        return bytes.toByteArray();
    }

    /** White is 1. Each line begins with a byte that says that it is not filtered. */
    private static byte[] pixels(BitMatrix modules, int width, int height) {
        int line = 1 + (width + 7) / 8;
        byte[] pixels = new byte[line * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (!modules.get(x / PIXELS_PER_MODULE, y / PIXELS_PER_MODULE)) {
                    pixels[y * line + 1 + x / 8] |= (byte) (0x80 >> (x % 8));
                }
            }
        }
        return pixels;
    }

    private static int deflate(byte[] from, byte[] to) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(from);
            deflater.finish();
            return deflater.deflate(to);
        } finally {
            deflater.end();
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] data, int length)
            throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data, 0, length);
        out.writeInt(length);
        out.write(name);
        out.write(data, 0, length);
        out.writeInt((int) checksum.getValue());
    }
}
