<?php
// EventSourceHttpClient of Symfony, used as its documentation shows it.
require '/usr/share/php/Symfony/Component/HttpClient/autoload.php';

use Symfony\Component\HttpClient\Chunk\ServerSentEvent;
use Symfony\Component\HttpClient\EventSourceHttpClient;

$options = json_decode(getenv('SSE_OPTIONS') ?: '{}', true);
$tell = fn (array $line) => print json_encode($line, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES)."\n";
$headers = ($options['headers'] ?? []) + (isset($options['lastEventId']) ? ['Last-Event-ID' => $options['lastEventId']] : []);
$client = new EventSourceHttpClient(null, ($options['initialDelayMs'] ?? 10000) / 1000);
try {
    $source = $client->connect(end($argv), ['headers' => $headers, 'timeout' => 3600]);
    foreach ($client->stream($source) as $chunk) {
        if ($chunk->isFirst()) $tell(['open' => true]);
        if ($chunk instanceof ServerSentEvent) $tell(['type' => $chunk->getType(), 'data' => $chunk->getData(), 'lastEventId' => $chunk->getId()]);
        if ($chunk->isLast()) $tell(['error' => 'the stream has ended', 'readyState' => 2]);
    }
} catch (Throwable $error) {
    $tell(['error' => $error->getMessage(), 'readyState' => 2]);
}
sleep(3600);
