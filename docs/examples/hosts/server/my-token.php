<?php
// A token for whoever is logged in. PHP 8, nothing to install. AFTERTIER_URL, AFTERTIER_KEY (a key with the scope `embed`).
declare(strict_types=1);

/** Boards and filters come from what you know of your user, never from the request. */
function embed_token(array $boards, array $filters = [], string $locale = 'zh-CN'): string
{
    $body = ['boards' => $boards, 'locale' => $locale] + ($filters === [] ? [] : ['filters' => $filters]);
    $answer = file_get_contents(getenv('AFTERTIER_URL') . '/v1/embed-tokens', false, stream_context_create(['http' => [
        'method' => 'POST',
        'header' => ['Authorization: Bearer ' . getenv('AFTERTIER_KEY'), 'Content-Type: application/json'],
        'content' => json_encode($body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE),
        'timeout' => 10,
    ]]));
    if ($answer === false) {
        throw new RuntimeException('no token');
    }
    return json_decode($answer, true, 8, JSON_THROW_ON_ERROR)['token'];
}

// Your own session decides who this is.
header('Content-Type: application/json');
header('Cache-Control: no-store');
echo json_encode(['token' => embed_token(['overview', 'problems'], ['channel' => ['douyin']])]);
